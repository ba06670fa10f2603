-- Mutes for a while, reposts of some left out, and words that one does not want to read.
ALTER TABLE "mute" ADD COLUMN "expires_at" TIMESTAMPTZ(3), ADD COLUMN "hides_notifications" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "repost_mute" (
  "muter_id" UUID NOT NULL,
  "muted_id" UUID NOT NULL,
  CONSTRAINT "repost_mute_pkey" PRIMARY KEY ("muter_id", "muted_id"),
  CONSTRAINT "repost_mute_muter_id_fkey" FOREIGN KEY ("muter_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "repost_mute_muted_id_fkey" FOREIGN KEY ("muted_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "repost_mute_muted_id_idx" ON "repost_mute"("muted_id");

CREATE TABLE "muted_word" (
  "id" UUID NOT NULL,
  "owner_id" UUID NOT NULL,
  "phrase" VARCHAR(100) NOT NULL,
  "action" VARCHAR(8) NOT NULL,
  "in_home" BOOLEAN NOT NULL,
  "in_notifications" BOOLEAN NOT NULL,
  "in_search" BOOLEAN NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  CONSTRAINT "muted_word_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "muted_word_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "muted_word_owner_id_phrase_key" ON "muted_word"("owner_id", "phrase");
