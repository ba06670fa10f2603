-- Two further audiences, and whom a post mentions: they may see one that is for those whom it mentions.
ALTER TABLE "post" DROP CONSTRAINT "post_audience_check",
  ADD CONSTRAINT "post_audience_check" CHECK ("audience" IN ('public', 'unlisted', 'followers', 'mentioned'));
CREATE TABLE "mention" (
  "post_id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  CONSTRAINT "mention_pkey" PRIMARY KEY ("post_id", "user_id"),
  CONSTRAINT "mention_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "mention_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "mention_user_id_idx" ON "mention"("user_id");
