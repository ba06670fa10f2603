-- Ids are never null: with nulls last, the primary key does not give the order that this index does, and no plan walks all
-- that anybody did, and what was taken back, for the few of one verb.
DROP INDEX "activity_verb_id_idx";
CREATE INDEX "activity_verb_id_idx" ON "activity"("verb", "id" DESC NULLS LAST) WHERE "retracted_at" IS NULL;
