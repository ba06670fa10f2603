import type { JobContract } from '#app/lib/job.ts'
import type { RunnableJob } from '#app/lib/job-runner.server.ts'
import type { Wiring } from '#app/wiring.server.ts'

/** Binds a job's contract to what runs it. The payload is checked first. `everyMs`: it also runs by itself. */
export function handle<Payload>(
  { name, version, queue, withinMs, payload: schema }: JobContract<Payload>,
  run: (payload: Payload, wiring: Wiring) => Promise<unknown>,
  { everyMs }: { everyMs?: number } = {},
): (wiring: Wiring) => RunnableJob {
  return (wiring) => ({
    name,
    version,
    queue,
    withinMs,
    everyMs,
    run: async (payload) => {
      await run(schema.parse(payload), wiring)
    },
  })
}
