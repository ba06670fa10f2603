CREATE TABLE "media" (
  "id" UUID NOT NULL PRIMARY KEY,
  "owner_id" UUID NOT NULL REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "key" VARCHAR(32) NOT NULL,
  "kind" VARCHAR(16) NOT NULL,
  "state" VARCHAR(16) NOT NULL,
  "failure" VARCHAR(32),
  "bytes" INTEGER NOT NULL,
  "width" INTEGER,
  "height" INTEGER,
  "is_animated" BOOLEAN NOT NULL DEFAULT false,
  "thumbhash" VARCHAR(64),
  "placeholder" VARCHAR(500),
  "alt" VARCHAR(1500) NOT NULL DEFAULT '',
  "focus_x" INTEGER NOT NULL DEFAULT 50,
  "focus_y" INTEGER NOT NULL DEFAULT 50,
  "is_sensitive" BOOLEAN NOT NULL DEFAULT false,
  "post_id" UUID,
  "position" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "erase_at" TIMESTAMPTZ(3),
  CONSTRAINT "media_kind_check" CHECK ("kind" IN ('post', 'avatar', 'header')),
  CONSTRAINT "media_state_check" CHECK ("state" IN ('sending', 'waiting', 'ready', 'failed', 'erasing'))
);
CREATE UNIQUE INDEX "media_key_key" ON "media"("key");
CREATE INDEX "media_post_id_position_idx" ON "media"("post_id", "position");
CREATE INDEX "media_owner_id_idx" ON "media"("owner_id");
-- What the sweep looks for every minute: few among many.
CREATE INDEX "media_waiting_idx" ON "media"("created_at") WHERE "state" = 'waiting';
CREATE INDEX "media_erase_idx" ON "media"("erase_at") WHERE "erase_at" IS NOT NULL;
