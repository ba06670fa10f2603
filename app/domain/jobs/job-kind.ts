import type { JobContract, QueueName } from '#app/lib/job.ts'
import type { JobQueue } from '#app/lib/queue.server.ts'

/** A job as its dead letters need it. */
export type JobKind = Readonly<{
  name: string
  queue: QueueName
  /** Whether this version of the app would take the payload. */
  accepts(payload: unknown): boolean
  addTo(queue: Pick<JobQueue, 'add'>, payload: unknown): Promise<void>
  onDead(payload: unknown): Promise<void>
  onReplay(payload: unknown): Promise<void>
}>

type Duties<Payload> = {
  /** It is given up: what asks for it again and again shall stop. May run twice. */
  onDead?: (payload: Payload) => Promise<void>
  /** It is to run again, and to be asked for when it is lost. May run twice. */
  onReplay?: (payload: Payload) => Promise<void>
}

/** Binds a job's contract to what its death means to the module that it belongs to. */
export function jobKind<Payload>(contract: JobContract<Payload>, { onDead, onReplay }: Duties<Payload> = {}): JobKind {
  const { name, queue, payload: schema } = contract

  /** Nothing is done about a payload that no handler would have understood. */
  async function tell(duty: ((payload: Payload) => Promise<void>) | undefined, payload: unknown): Promise<void> {
    const parsed = schema.safeParse(payload)
    if (parsed.success) await duty?.(parsed.data)
  }

  return {
    name,
    queue,
    accepts: (payload) => schema.safeParse(payload).success,
    addTo: (queue, payload) => queue.add(contract, schema.parse(payload)),
    onDead: (payload) => tell(onDead, payload),
    onReplay: (payload) => tell(onReplay, payload),
  }
}
