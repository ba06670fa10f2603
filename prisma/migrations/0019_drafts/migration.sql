-- Posts that are not sent yet: drafts, and those that are to be published at a time.
CREATE TABLE "draft" (
  "id" uuid NOT NULL,
  "owner_id" uuid NOT NULL,
  "client_key" varchar(100) NOT NULL,
  "context" varchar(36) NOT NULL,
  "fields" jsonb NOT NULL,
  "version" integer NOT NULL DEFAULT 1,
  "saved_at" timestamptz(3) NOT NULL,
  "publish_at" timestamptz(3),
  "problem" varchar(100),
  CONSTRAINT "draft_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "draft_fields_check" CHECK (octet_length("fields"::text) <= 200000),
  CONSTRAINT "draft_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "draft_owner_id_client_key_key" ON "draft" ("owner_id", "client_key");
CREATE INDEX "draft_publish_at_idx" ON "draft" ("publish_at");
