-- An actor's entries are read from the index alone: in a large ledger each lies on a page of the table of its own.
DROP INDEX "activity_actor_id_verb_id_idx";
CREATE INDEX "activity_actor_id_verb_id_idx" ON "activity"("actor_id", "verb", "id" DESC) INCLUDE ("object_id") WHERE "retracted_at" IS NULL;
