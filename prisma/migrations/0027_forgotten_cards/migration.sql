-- Cards that no post shows any more are deleted.
ALTER TABLE "link_card" ADD COLUMN "erase_at" timestamptz(3);
UPDATE "link_card" SET "erase_at" = "expires_at" + interval '1 day' WHERE "due_at" IS NULL;
CREATE INDEX "link_card_erase_at_idx" ON "link_card" ("erase_at");
-- Whether a post shows a card. Few posts have one.
CREATE INDEX "post_card_idx" ON "post" ("card_key") WHERE "card_key" IS NOT NULL;
