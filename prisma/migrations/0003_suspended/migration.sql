-- Who is suspended: left out of every count of people.
CREATE INDEX "user_suspended_idx" ON "user"("id") WHERE "suspended_at" IS NOT NULL;
