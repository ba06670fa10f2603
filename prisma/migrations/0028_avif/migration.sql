-- Images of posts have AVIF files beside WebP, unless they were prepared before.
ALTER TABLE "media" ADD COLUMN "has_avif" boolean NOT NULL DEFAULT false;
