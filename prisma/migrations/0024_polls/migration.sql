-- Polls, and one row for each who voted: whoever sends twice, or from two devices at once, has one.
CREATE TABLE "poll" (
  "post_id" UUID NOT NULL,
  "options" VARCHAR(60)[] NOT NULL,
  "is_multiple" BOOLEAN NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "poll_pkey" PRIMARY KEY ("post_id"),
  CONSTRAINT "poll_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "poll_ended_at_ends_at_idx" ON "poll"("ended_at", "ends_at");
CREATE TABLE "poll_vote" (
  "post_id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "choices" SMALLINT[] NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "poll_vote_pkey" PRIMARY KEY ("post_id", "user_id"),
  CONSTRAINT "poll_vote_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "poll"("post_id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "poll_vote_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "poll_vote_user_id_idx" ON "poll_vote"("user_id");
