-- What was said of a post's images before an edit; null where there were none, or before this was kept.
ALTER TABLE "post_revision" ADD COLUMN "images" jsonb;
