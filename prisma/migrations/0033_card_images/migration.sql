-- Images of linked pages are media that are nobody's, until their card goes.
ALTER TABLE "media" ALTER COLUMN "owner_id" DROP NOT NULL;
ALTER TABLE "media" DROP CONSTRAINT "media_kind_check";
ALTER TABLE "media" ADD CONSTRAINT "media_kind_check"
  CHECK ("kind" IN ('post', 'avatar', 'header', 'emoji', 'card') AND ("owner_id" IS NULL) = ("kind" = 'card'));
ALTER TABLE "link_card" ADD COLUMN "image_id" uuid;
CREATE INDEX "link_card_image_id_idx" ON "link_card" ("image_id");
