-- What a post said before its author changed it.
ALTER TABLE "post" ADD COLUMN "edited_at" TIMESTAMPTZ(3);
CREATE TABLE "post_revision" (
  "id" UUID NOT NULL,
  "post_id" UUID NOT NULL,
  "text" VARCHAR(100000) NOT NULL,
  "warning" VARCHAR(100),
  "lang" VARCHAR(35),
  "written_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "post_revision_pkey" PRIMARY KEY ("post_id", "id"),
  CONSTRAINT "post_revision_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
