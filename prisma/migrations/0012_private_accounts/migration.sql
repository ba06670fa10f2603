-- Accounts whose owner approves each follower, and who waits to follow them.
ALTER TABLE "user" ADD COLUMN "is_private" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "follow_request" (
  "follower_id" UUID NOT NULL,
  "followee_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "copy_limit" INTEGER,
  CONSTRAINT "follow_request_pkey" PRIMARY KEY ("follower_id", "followee_id"),
  CONSTRAINT "follow_request_follower_id_fkey" FOREIGN KEY ("follower_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "follow_request_followee_id_fkey" FOREIGN KEY ("followee_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "follow_request_followee_id_id_idx" ON "follow_request"("followee_id", "id" DESC);
