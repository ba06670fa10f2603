CREATE TABLE "user" (
  "id" UUID NOT NULL,
  "handle" VARCHAR(30) NOT NULL,
  "name" VARCHAR(60) NOT NULL,
  "email" VARCHAR(254),
  "email_verified" BOOLEAN NOT NULL DEFAULT false,
  "image" VARCHAR(2048),
  "bio" VARCHAR(500) NOT NULL DEFAULT '',
  "role" VARCHAR(16) NOT NULL DEFAULT 'member',
  "source_key" VARCHAR(200),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "user_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "user_role_check" CHECK ("role" IN ('member', 'moderator', 'admin')),
  CONSTRAINT "user_handle_check" CHECK ("handle" ~ '^[a-z0-9_]{2,30}$')
);
CREATE UNIQUE INDEX "user_handle_key" ON "user"("handle");
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");
CREATE UNIQUE INDEX "user_source_key_key" ON "user"("source_key");

CREATE TABLE "session" (
  "id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "token" VARCHAR(100) NOT NULL,
  "ip_address" VARCHAR(45),
  "user_agent" VARCHAR(500),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "session_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

CREATE TABLE "credential" (
  "id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "provider_id" VARCHAR(100) NOT NULL,
  "account_id" VARCHAR(255) NOT NULL,
  "password" VARCHAR(500),
  "access_token" TEXT,
  "refresh_token" TEXT,
  "id_token" TEXT,
  "access_token_expires_at" TIMESTAMPTZ(3),
  "refresh_token_expires_at" TIMESTAMPTZ(3),
  "scope" VARCHAR(1000),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "credential_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "credential_provider_id_account_id_key" ON "credential"("provider_id", "account_id");
CREATE INDEX "credential_user_id_idx" ON "credential"("user_id");

CREATE TABLE "verification" (
  "id" UUID NOT NULL,
  "identifier" VARCHAR(255) NOT NULL,
  "value" VARCHAR(2000) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

CREATE TABLE "post" (
  "id" UUID NOT NULL,
  "author_id" UUID NOT NULL,
  "text" VARCHAR(100000) NOT NULL,
  "reply_to_id" UUID,
  "root_id" UUID,
  "source_url" VARCHAR(2048),
  "client_key" VARCHAR(100),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "deleted_at" TIMESTAMPTZ(3),
  CONSTRAINT "post_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "post_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "post_reply_to_id_fkey" FOREIGN KEY ("reply_to_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "post_author_id_client_key_key" ON "post"("author_id", "client_key");
CREATE INDEX "post_reply_to_id_id_idx" ON "post"("reply_to_id", "id");

CREATE TABLE "reaction" (
  "post_id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "kind" VARCHAR(16) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "reaction_pkey" PRIMARY KEY ("post_id", "user_id"),
  CONSTRAINT "reaction_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "reaction_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "reaction_post_id_kind_idx" ON "reaction"("post_id", "kind");
CREATE INDEX "reaction_user_id_idx" ON "reaction"("user_id");

CREATE TABLE "import_key" (
  "key" VARCHAR(200) NOT NULL,
  "id" UUID NOT NULL,
  CONSTRAINT "import_key_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "activity" (
  "id" UUID NOT NULL,
  "actor_id" UUID NOT NULL,
  "verb" VARCHAR(32) NOT NULL,
  "object_id" UUID NOT NULL,
  "target_id" UUID,
  "time" TIMESTAMPTZ(3) NOT NULL,
  "foreign_id" VARCHAR(200),
  "data" JSONB,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "retracted_at" TIMESTAMPTZ(3),
  "fanned_out_at" TIMESTAMPTZ(3),
  "fan_out_cursor" UUID,
  CONSTRAINT "activity_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "activity_data_check" CHECK (octet_length("data"::text) <= 8192)
);
CREATE UNIQUE INDEX "activity_foreign_id_time_key" ON "activity"("foreign_id", "time");
CREATE INDEX "activity_actor_id_verb_id_idx" ON "activity"("actor_id", "verb", "id" DESC);
CREATE INDEX "activity_fanned_out_at_idx" ON "activity"("fanned_out_at");
CREATE INDEX "activity_verb_id_idx" ON "activity"("verb", "id" DESC);
CREATE INDEX "activity_object_id_idx" ON "activity"("object_id");
-- The outbox: what no fan-out has finished yet. Partial indexes are beyond the Prisma schema.
CREATE INDEX "activity_outbox_idx" ON "activity"("recorded_at") WHERE "fanned_out_at" IS NULL;

CREATE TABLE "address" (
  "feed" VARCHAR(200) NOT NULL,
  "activity_id" UUID NOT NULL,
  CONSTRAINT "address_pkey" PRIMARY KEY ("feed", "activity_id"),
  CONSTRAINT "address_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "address_activity_id_idx" ON "address"("activity_id");

CREATE TABLE "follow" (
  "follower_id" UUID NOT NULL,
  "followee_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "follow_pkey" PRIMARY KEY ("follower_id", "followee_id"),
  CONSTRAINT "follow_self_check" CHECK ("follower_id" <> "followee_id")
);
CREATE INDEX "follow_followee_id_follower_id_idx" ON "follow"("followee_id", "follower_id");
