import type { z } from 'zod'
import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { Logger } from '#app/lib/log.server.ts'
import { PostInput } from '../post-rules.ts'
import { contextOf, type DraftView, draftLimits } from './draft-rules.ts'
import { toView } from './drafts.server.ts'
import type { ScheduleInput } from './schedule-rules.ts'

type Deps = {
  db: Db
  now: () => Date
  log: Logger
  posts: { create: (command: { author: { id: Id }; input: PostInput }) => Promise<{ id: Id }> }
}
type Asker = { viewer: Readonly<{ id: Id }> }

const dayMs = 24 * 3600_000
/** So many are held at once. */
const heldAtOnce = 100

/** Posts that are published at their time: rows of drafts, so that none is lost, and each is a post once by its key. */
export function createScheduled({ db, now, log, posts }: Deps) {
  return {
    /** Has a post published at a time, or at another one. @throws Invalid for one too many, or a time that is none */
    async schedule({ viewer, input }: Asker & { input: z.output<typeof ScheduleInput> }): Promise<DraftView> {
      const { clientKey, fields, publishAt } = input
      const savedAt = now()
      if (publishAt <= savedAt) throw new Invalid('That time is over', { publishAt: 'errors.schedule.past' })
      if (publishAt.getTime() > savedAt.getTime() + draftLimits.maxAheadDays * dayMs)
        throw new Invalid('That time is too far ahead', { publishAt: 'errors.schedule.far' })
      return db.$transaction(async (tx) => {
        await lockPerson(tx, viewer.id)
        const key = { ownerId: viewer.id, clientKey }
        if (await tx.post.findFirst({ where: { authorId: viewer.id, clientKey }, select: { id: true } }))
          throw new Conflict('This draft was posted before.')
        const others = { ownerId: viewer.id, publishAt: { not: null }, clientKey: { not: clientKey } }
        if ((await tx.draft.count({ where: others })) >= draftLimits.maxScheduled)
          throw new Invalid('Too many posts wait for their time', { form: 'errors.schedule.tooMany' })
        const content = { fields: { ...fields }, context: contextOf(fields), savedAt, publishAt, problem: null }
        const row = await tx.draft.upsert({
          where: { ownerId_clientKey: key },
          create: { id: newId(savedAt), ...key, ...content },
          update: { ...content, version: { increment: 1 } },
        })
        return toView(row)
      })
    },

    /** What the viewer has scheduled, the next first. All: there are 100 at most. */
    async scheduled({ viewer }: Asker): Promise<DraftView[]> {
      const where = { ownerId: viewer.id, publishAt: { not: null } }
      return (await db.draft.findMany({ where, orderBy: [{ publishAt: 'asc' }, { id: 'asc' }] })).map(toView)
    },

    /** Publishes it now. @throws NotFound for what is not the viewer's, or answers nothing that is there; Invalid */
    async publishNow({ viewer, draftId }: Asker & { draftId: Id }): Promise<{ id: Id }> {
      const draft = await db.draft.findFirst({ where: { id: draftId, ownerId: viewer.id } })
      if (!draft) throw new NotFound('There is no such draft')
      return publish(viewer, toView(draft))
    },

    /** Publishes what is due, the longest due first. What cannot be is kept, with why. @throws after the others, when one fails for now */
    async publishDue(): Promise<void> {
      const at = now()
      let failure: unknown
      // Those that fail for now are due still: what comes after them must not wait for them.
      let due = await findDue(at, null)
      for (; due.length > 0; due = await findDue(at, due.at(-1) ?? null)) {
        for (const { owner, ...row } of due) {
          try {
            if (owner.suspendedAt) throw new Invalid('Suspended', { form: 'errors.suspended' })
            await publish(owner, toView(row))
          } catch (error) {
            const problem = problemOf(error)
            log.info({ err: error, draftId: row.id }, 'a scheduled post was not published')
            if (problem === null) failure = error
            // Unless somebody has changed it meanwhile.
            else await db.draft.updateMany({ where: { id: row.id, version: row.version }, data: { problem } })
          }
        }
      }
      if (failure) throw failure
    },
  }

  /** The next that are due, the longest due first. */
  function findDue(at: Date, last: Readonly<{ id: Id; publishAt: Date | null }> | null) {
    const after = last?.publishAt
      ? { OR: [{ publishAt: { gt: last.publishAt } }, { publishAt: last.publishAt, id: { gt: last.id } }] }
      : {}
    return db.draft.findMany({
      where: { publishAt: { lte: at }, problem: null, ...after },
      orderBy: [{ publishAt: 'asc' }, { id: 'asc' }],
      take: heldAtOnce,
      include: { owner: { select: { id: true, suspendedAt: true } } },
    })
  }

  /** Twice is safe: the key makes it one post, and the draft goes in the post's transaction. */
  async function publish(author: { id: Id }, { fields, clientKey }: DraftView): Promise<{ id: Id }> {
    const input = PostInput.safeParse({ ...fields, clientKey })
    if (input.success) return posts.create({ author, input: input.data })
    const [issue] = input.error.issues
    throw new Invalid('It cannot be posted', {
      form: issue?.message.startsWith('errors.') ? issue.message : 'errors.invalid',
    })
  }
}

/** Why something stays unpublished, as an i18n key; null where it may be published yet. */
function problemOf(error: unknown): string | null {
  if (error instanceof Forbidden) return 'errors.schedule.replies'
  if (error instanceof NotFound) return 'errors.schedule.gone'
  if (error instanceof Conflict) return 'errors.schedule.posted'
  if (error instanceof Invalid) return Object.values(error.fields)[0] ?? 'errors.invalid'
  return null
}
