-- People: who is suspended, and whether reposts move a post up in their home feed.
ALTER TABLE "user"
  ADD COLUMN "suspended_at" TIMESTAMPTZ(3),
  ADD COLUMN "bump_reposts" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "block" (
  "blocker_id" UUID NOT NULL,
  "blocked_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "block_pkey" PRIMARY KEY ("blocker_id", "blocked_id"),
  CONSTRAINT "block_self_check" CHECK ("blocker_id" <> "blocked_id"),
  CONSTRAINT "block_blocker_id_fkey" FOREIGN KEY ("blocker_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "block_blocked_id_fkey" FOREIGN KEY ("blocked_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "block_blocked_id_blocker_id_idx" ON "block"("blocked_id", "blocker_id");

CREATE TABLE "mute" (
  "muter_id" UUID NOT NULL,
  "muted_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "mute_pkey" PRIMARY KEY ("muter_id", "muted_id"),
  CONSTRAINT "mute_self_check" CHECK ("muter_id" <> "muted_id"),
  CONSTRAINT "mute_muter_id_fkey" FOREIGN KEY ("muter_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "mute_muted_id_fkey" FOREIGN KEY ("muted_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "mute_muted_id_idx" ON "mute"("muted_id");

-- Posts: who may see them, and who handed them on.
ALTER TABLE "post"
  ADD COLUMN "audience" VARCHAR(16) NOT NULL DEFAULT 'public',
  ADD CONSTRAINT "post_audience_check" CHECK ("audience" IN ('public', 'followers'));

CREATE TABLE "repost" (
  "id" UUID NOT NULL,
  "post_id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "repost_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "repost_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "repost_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "repost_post_id_user_id_key" ON "repost"("post_id", "user_id");
CREATE INDEX "repost_user_id_post_id_idx" ON "repost"("user_id", "post_id" DESC);

DROP INDEX "reaction_user_id_idx";
CREATE INDEX "reaction_user_id_post_id_idx" ON "reaction"("user_id", "post_id" DESC);

-- Feeds: what a follow shows, lists, authors who are pulled, deliveries that were given up.
ALTER TABLE "follow"
  ADD COLUMN "since_id" UUID,
  ADD COLUMN "until_id" UUID;

CREATE TABLE "member" (
  "owner_id" UUID NOT NULL,
  "actor_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "member_pkey" PRIMARY KEY ("owner_id", "actor_id")
);
CREATE INDEX "member_actor_id_idx" ON "member"("actor_id");

CREATE TABLE "pulled_author" (
  "actor_id" UUID NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "leaving_at" TIMESTAMPTZ(3),
  CONSTRAINT "pulled_author_pkey" PRIMARY KEY ("actor_id")
);

ALTER TABLE "activity" ADD COLUMN "set_aside_at" TIMESTAMPTZ(3);
DROP INDEX "activity_outbox_idx";
CREATE INDEX "activity_outbox_idx" ON "activity"("recorded_at") WHERE "fanned_out_at" IS NULL AND "set_aside_at" IS NULL;
DROP INDEX "activity_object_id_idx";
CREATE INDEX "activity_object_id_id_idx" ON "activity"("object_id", "id" DESC);

-- Jobs that were given up, to be looked at and run again.
CREATE TABLE "dead_letter" (
  "id" UUID NOT NULL,
  "queue" VARCHAR(32) NOT NULL,
  "name" VARCHAR(64) NOT NULL,
  "key" VARCHAR(200) NOT NULL,
  "payload" JSONB NOT NULL,
  "error" VARCHAR(4000) NOT NULL,
  "deaths" INTEGER NOT NULL DEFAULT 1,
  "first_died_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "died_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "is_dead" BOOLEAN NOT NULL DEFAULT true,
  CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "dead_letter_payload_check" CHECK (octet_length("payload"::text) <= 8192)
);
CREATE UNIQUE INDEX "dead_letter_name_key_key" ON "dead_letter"("name", "key");
CREATE INDEX "dead_letter_died_at_idx" ON "dead_letter"("died_at");

-- Caches: one row, raised by a writer that could not reach Redis (app/lib/cache).
CREATE TABLE "cache_fence" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "number" INTEGER NOT NULL DEFAULT 0,
  "closed_at" TIMESTAMPTZ(3),
  "closed_until" TIMESTAMPTZ(3),
  CONSTRAINT "cache_fence_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "cache_fence_one_check" CHECK ("id" = 1)
);
INSERT INTO "cache_fence" ("id") VALUES (1);
