-- What waits to be delivered and what waits to be withdrawn, apart: a withdrawal keeps the old time of its activity.
DROP INDEX "activity_outbox_idx";
CREATE INDEX "activity_outbox_idx" ON "activity"("recorded_at")
  WHERE "fanned_out_at" IS NULL AND "set_aside_at" IS NULL AND "retracted_at" IS NULL;
CREATE INDEX "activity_withdrawal_idx" ON "activity"("recorded_at")
  WHERE "fanned_out_at" IS NULL AND "set_aside_at" IS NULL AND "retracted_at" IS NOT NULL;

-- Follows that go on: counted by the index alone.
CREATE INDEX "follow_live_idx" ON "follow"("followee_id", "follower_id") WHERE "until_id" IS NULL;
