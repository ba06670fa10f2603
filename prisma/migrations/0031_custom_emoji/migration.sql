-- Emoji that admins add. A reaction's kind is one of the six words, or the id of one of these.
ALTER TABLE "reaction" ALTER COLUMN "kind" TYPE VARCHAR(36);
CREATE TABLE "emoji" (
  "id" UUID NOT NULL,
  "name" VARCHAR(30) NOT NULL,
  "description" VARCHAR(200) NOT NULL DEFAULT '',
  "category" VARCHAR(40) NOT NULL DEFAULT '',
  "media_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "retired_at" TIMESTAMPTZ(3),
  CONSTRAINT "emoji_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "emoji_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "emoji_media_id_idx" ON "emoji"("media_id");
-- Names that it has had stay its own.
CREATE TABLE "emoji_name" (
  "name" VARCHAR(30) NOT NULL,
  "emoji_id" UUID NOT NULL,
  CONSTRAINT "emoji_name_pkey" PRIMARY KEY ("name"),
  CONSTRAINT "emoji_name_emoji_id_fkey" FOREIGN KEY ("emoji_id") REFERENCES "emoji"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "emoji_name_emoji_id_idx" ON "emoji_name"("emoji_id");
ALTER TABLE "media" DROP CONSTRAINT "media_kind_check";
ALTER TABLE "media" ADD CONSTRAINT "media_kind_check" CHECK ("kind" IN ('post', 'avatar', 'header', 'emoji'));
