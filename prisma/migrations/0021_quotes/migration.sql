-- A post that shows another one below its text, until the other's author takes it off.
ALTER TABLE "post"
  ADD COLUMN "quote_id" UUID,
  ADD COLUMN "quote_detached_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "post_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "post_quote_id_id_idx" ON "post"("quote_id", "id" DESC);
