-- Feeds of addresses that somebody follows beside people: a tag's, say.
CREATE TABLE "followed_feed" (
  "follower_id" uuid NOT NULL,
  "feed" varchar(200) NOT NULL,
  "created_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "followed_feed_pkey" PRIMARY KEY ("follower_id", "feed")
);
