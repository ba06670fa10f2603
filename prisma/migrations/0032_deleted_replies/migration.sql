-- The deleted replies to a post, for what answers them. Few are deleted.
CREATE INDEX "post_deleted_reply_idx" ON "post" ("reply_to_id") WHERE "deleted_at" IS NOT NULL AND "reply_to_id" IS NOT NULL;
