-- Posts that somebody keeps for themselves, in folders or without.
CREATE TABLE "bookmark_folder" (
  "id" UUID NOT NULL,
  "owner_id" UUID NOT NULL,
  "name" VARCHAR(60) NOT NULL,
  CONSTRAINT "bookmark_folder_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "bookmark_folder_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "bookmark_folder_owner_id_idx" ON "bookmark_folder"("owner_id");

CREATE TABLE "bookmark" (
  "owner_id" UUID NOT NULL,
  "post_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "folder_id" UUID,
  CONSTRAINT "bookmark_pkey" PRIMARY KEY ("owner_id", "post_id"),
  CONSTRAINT "bookmark_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "bookmark_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "bookmark_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "bookmark_folder"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "bookmark_owner_id_id_idx" ON "bookmark"("owner_id", "id" DESC);
CREATE INDEX "bookmark_folder_id_id_idx" ON "bookmark"("folder_id", "id" DESC);
CREATE INDEX "bookmark_post_id_idx" ON "bookmark"("post_id");
