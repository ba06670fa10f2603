-- Feeds read what stands. What was taken back is in the index that the purge walks, and in no other than by its name.
DROP INDEX "activity_actor_id_verb_id_idx";
CREATE INDEX "activity_actor_id_verb_id_idx" ON "activity"("actor_id", "verb", "id" DESC) WHERE "retracted_at" IS NULL;
DROP INDEX "activity_verb_id_idx";
CREATE INDEX "activity_verb_id_idx" ON "activity"("verb", "id" DESC) WHERE "retracted_at" IS NULL;
DROP INDEX "activity_object_id_id_idx";
CREATE INDEX "activity_object_id_id_idx" ON "activity"("object_id", "id" DESC) WHERE "retracted_at" IS NULL;
DROP INDEX "activity_fanned_out_at_idx";
CREATE INDEX "activity_fanned_out_at_idx" ON "activity"("fanned_out_at") WHERE "retracted_at" IS NULL;
CREATE INDEX "activity_purge_idx" ON "activity"("retracted_at")
  WHERE "retracted_at" IS NOT NULL AND "fanned_out_at" IS NOT NULL;

-- Who answered a post, of those whom a reader blocks; and its replies for followers.
CREATE INDEX "post_reply_author_idx" ON "post"("reply_to_id", "author_id") WHERE "reply_to_id" IS NOT NULL;
CREATE INDEX "post_reply_followers_idx" ON "post"("reply_to_id") WHERE "audience" <> 'public' AND "reply_to_id" IS NOT NULL;
