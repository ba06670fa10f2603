-- What pages that posts link to say of themselves; each page is asked once for all posts.
CREATE TABLE "link_card" (
  "key" varchar(43) NOT NULL,
  "url" varchar(2048) NOT NULL,
  "title" varchar(200),
  "description" varchar(400),
  "site_name" varchar(80),
  "failures" integer NOT NULL DEFAULT 0,
  "fetched_at" timestamptz(3),
  "due_at" timestamptz(3),
  "expires_at" timestamptz(3),
  CONSTRAINT "link_card_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "link_card_due_at_idx" ON "link_card" ("due_at");
ALTER TABLE "post" ADD COLUMN "card_key" varchar(43);
