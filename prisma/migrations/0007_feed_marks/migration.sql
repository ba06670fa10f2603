-- What was seen and read of feeds: marks that only move forward. The owner comes first, so that erasing a person finds theirs.
CREATE TABLE "feed_mark" (
  "owner_id" uuid NOT NULL,
  "feed_group" varchar(64) NOT NULL,
  "name" varchar(250) NOT NULL,
  "up_to_id" uuid NOT NULL,
  CONSTRAINT "feed_mark_pkey" PRIMARY KEY ("owner_id", "feed_group", "name")
);
