// What drafts ask to be done later. Handlers are in jobs/.
import { defineUpkeepJob } from '#app/lib/job.ts'

/** Publishes posts whose time has come. Runs every few seconds: what is due is in Postgres, so nothing is lost. */
export const publishDueJob = defineUpkeepJob({ name: 'posts.publish-due', withinMs: 5 * 60_000 })
