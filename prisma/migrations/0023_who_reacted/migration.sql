-- Who reacted to a post, by kind, and what somebody reacted to, both in that order; who reposted it, in that order.
DROP INDEX "reaction_post_id_kind_idx";
CREATE INDEX "reaction_post_id_kind_created_at_user_id_idx" ON "reaction"("post_id", "kind", "created_at" DESC, "user_id" DESC);
CREATE INDEX "reaction_user_id_created_at_post_id_idx" ON "reaction"("user_id", "created_at" DESC, "post_id" DESC);
CREATE INDEX "repost_post_id_id_idx" ON "repost"("post_id", "id" DESC);
