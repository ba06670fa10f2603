import { isDatabaseAway } from '#app/lib/database-away.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Conflict, Invalid, NotFound, Unavailable } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import type { DeadLetters, Death } from '#app/lib/job-runner.server.ts'
import type { JobQueue } from '#app/lib/queue.server.ts'
import type { JobKind } from './job-kind.ts'
import { cut, toKeptError, toKeptPayload, toNote } from './letter-rules.ts'

/** A job that was lost so often is given up. */
const maxLosses = 3
/** A lost job that was not lost again for so long has been done by another run, or is lost for good. */
const lostForMs = 60 * 60_000

export type DeadLetter = Readonly<{
  id: Id
  queue: string
  name: string
  key: string
  payload: unknown
  error: string
  deaths: number
  firstDiedAt: Date
  diedAt: Date
  /** False while it is tried again. */
  isDead: boolean
}>

type Deps = { db: Db; queue: Pick<JobQueue, 'add'>; kinds: readonly JobKind[]; now: () => Date }

/** Jobs that were given up, one letter for each job (its name and key), however often it dies. */
export function createDeadLetters({ db, queue, kinds, now }: Deps) {
  const kindOf = new Map(kinds.map((kind) => [kind.name, kind]))
  const isListed = () => ({ OR: [{ isDead: true }, { diedAt: { gt: new Date(now().getTime() - lostForMs) } }] })

  async function keep(death: Death, payload: string): Promise<{ isDead: boolean }> {
    const [queueName, name, key] = [cut(death.queue, 32), cut(death.name, 64), cut(death.key, 200)]
    const error = toKeptError(death.error)
    const rows = await db.$queryRaw<{ isDead: boolean }[]>`
      INSERT INTO dead_letter (id, queue, name, key, payload, error, first_died_at, died_at, is_dead)
      VALUES (${newId()}::uuid, ${queueName}, ${name}, ${key}, ${payload}::jsonb, ${error}, ${now()}, ${now()},
        ${!death.isLost})
      ON CONFLICT (name, key) DO UPDATE SET
        payload = excluded.payload, error = excluded.error, died_at = excluded.died_at,
        deaths = dead_letter.deaths + 1,
        is_dead = dead_letter.is_dead OR excluded.is_dead OR dead_letter.deaths + 1 >= ${maxLosses}
      RETURNING is_dead AS "isDead"`
    return { isDead: rows[0]?.isDead ?? false }
  }

  const forWorkers: DeadLetters = {
    async bury(death) {
      const payload = toKeptPayload(death.payload)
      const { isDead } = await keep(death, payload).catch((error: unknown) => {
        if (isDatabaseAway(error)) throw error
        return keep(death, toNote(payload))
      })
      // After the letter: should this be lost, the job is asked for again, and dies again.
      if (isDead) await kindOf.get(death.name)?.onDead(death.payload)
      return { isDead }
    },

    async forget({ name, key }) {
      await db.deadLetter.deleteMany({ where: { name: cut(name, 64), key: cut(key, 200), isDead: false } })
    },
  }

  async function replay(id: Id): Promise<void> {
    const letter = await db.deadLetter.findFirst({ where: { id, isDead: true } })
    if (!letter) throw new NotFound('There is no such dead letter')
    const kind = kindOf.get(letter.name)
    if (!kind?.accepts(letter.payload)) throw new Conflict(`This version of the app cannot run ${letter.name} of ${id}`)
    await kind.onReplay(letter.payload)
    // The job may die again before this ends, and its letter must outlive the one that is deleted here. Adding is the
    // last step, so that the letter stays when Redis does not take the job.
    await db.$transaction(async (tx) => {
      const { count } = await tx.deadLetter.deleteMany({ where: { id } })
      if (count > 0) await kind.addTo(queue, letter.payload).catch(refuse)
    })
  }

  return {
    ...forWorkers,

    /** The last that died first; lost jobs that are being tried again are among them. @throws Invalid for a foreign cursor */
    async list({ cursor, limit }: { cursor: string | null; limit: number }) {
      const before = decode(cursor)
      const older = before && {
        OR: [{ diedAt: { lt: before.diedAt } }, { diedAt: before.diedAt, id: { lt: before.id } }],
      }
      const rows: DeadLetter[] = await db.deadLetter.findMany({
        where: { AND: [isListed(), older ?? {}] },
        orderBy: [{ diedAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
      })
      const letters = rows.slice(0, limit)
      const last = rows.length > limit ? letters.at(-1) : undefined
      return { letters, nextCursor: last ? `${last.diedAt.getTime()}.${last.id}` : null }
    },

    /** Jobs that are given up. */
    count: () => db.deadLetter.count({ where: { isDead: true } }),

    /** Lets a job run again. @throws NotFound; Conflict for one that this version does not know; Unavailable without Redis */
    replay: ({ id }: { id: Id }): Promise<void> => replay(id),

    /** All that died before now, the first first. @returns how many could be replayed, and how many not @throws Unavailable */
    async replayAll(): Promise<{ replayed: number; refused: number }> {
      const diedBefore = now()
      let [replayed, refused] = [0, 0]
      for (let after: Id | undefined; ; ) {
        const letters = await db.deadLetter.findMany({
          where: { isDead: true, diedAt: { lte: diedBefore }, ...(after ? { id: { gt: after } } : {}) },
          orderBy: { id: 'asc' },
          take: 100,
          select: { id: true },
        })
        for (const { id } of letters) {
          const isDone = await replay(id).then(() => true, whetherRefused)
          if (isDone) replayed += 1
          else refused += 1
        }
        after = letters.at(-1)?.id
        if (after === undefined) return { replayed, refused }
      }
    },

    /** Gives a job up for good: nothing will ask for it again. @throws NotFound */
    async discard({ id }: { id: Id }): Promise<void> {
      const { count } = await db.deadLetter.deleteMany({ where: { id, isDead: true } })
      if (count === 0) throw new NotFound('There is no such dead letter')
    },
  }
}

function refuse(cause: unknown): never {
  throw new Unavailable('Redis does not take the job; its letter is kept', { cause })
}

/** @throws what is not about this letter alone */
function whetherRefused(error: unknown): false {
  if (error instanceof Conflict || error instanceof NotFound) return false
  throw error
}

function decode(cursor: string | null): { diedAt: Date; id: Id } | null {
  if (cursor === null) return null
  const [, ms, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? []
  const parsed = IdSchema.safeParse(id)
  if (!parsed.success) throw new Invalid('The cursor is not one of ours.', { cursor: 'errors.invalid' })
  return { diedAt: new Date(Number(ms)), id: parsed.data }
}
