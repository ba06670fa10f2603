-- Conversations that somebody's feeds leave out, by the post that began them.
CREATE TABLE "conversation_mute" (
  "owner_id" uuid NOT NULL,
  "root_id" uuid NOT NULL,
  "created_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "conversation_mute_pkey" PRIMARY KEY ("owner_id", "root_id"),
  CONSTRAINT "conversation_mute_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user" ("id") ON DELETE CASCADE,
  CONSTRAINT "conversation_mute_root_id_fkey" FOREIGN KEY ("root_id") REFERENCES "post" ("id") ON DELETE CASCADE
);
CREATE INDEX "conversation_mute_root_id_idx" ON "conversation_mute" ("root_id");
