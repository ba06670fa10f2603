-- How much of somebody a follower wants; null: as much as there is.
ALTER TABLE "follow" ADD COLUMN "level" VARCHAR(8);
-- Who is wanted at their best alone.
CREATE INDEX "follow_best_idx" ON "follow" ("followee_id") WHERE "level" = 'best';

-- What does well for somebody: so many reactions and reposts.
ALTER TABLE "user" ADD COLUMN "best_from" INTEGER NOT NULL DEFAULT 1;

-- Which of its author's day (UTC) a post is; of replies, and of what is for those mentioned, null.
ALTER TABLE "post" ADD COLUMN "day_ordinal" INTEGER;
UPDATE "post" SET "day_ordinal" = "day"."ordinal" FROM (
  SELECT "id", row_number() OVER (
    PARTITION BY "author_id", ("created_at" AT TIME ZONE 'UTC')::date ORDER BY "id") AS "ordinal"
  FROM "post" WHERE "reply_to_id" IS NULL AND "audience" <> 'mentioned'
) "day" WHERE "day"."id" = "post"."id";
-- How many of these somebody wrote in a day, and the last of them.
CREATE INDEX "post_day_idx" ON "post" ("author_id", "id" DESC)
  WHERE "reply_to_id" IS NULL AND "audience" <> 'mentioned';
