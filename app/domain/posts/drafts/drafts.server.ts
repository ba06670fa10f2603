import type { z } from 'zod'
import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import {
  contextOf,
  type DraftFields,
  type DraftInput,
  type DraftView,
  draftLimits,
  isEmptyDraft,
} from './draft-rules.ts'

type Deps = { db: Db; now: () => Date }
type Asker = { viewer: Readonly<{ id: Id }> }
type OfDraft = Asker & { draftId: Id }

/** `isPosted`: the draft is a post already, and nothing is kept. Version 0: there is no such draft now. */
export type Saved = Readonly<{ clientKey: string; version: number; isPosted?: true }>

/** What its author has not sent yet. */
export function createDrafts({ db, now }: Deps) {
  return {
    /**
     * Keeps a draft, or forgets it when nothing is in it. One that was changed elsewhere meanwhile is left as it is, and
     * this one becomes a second draft, whose key is told. @throws Invalid for one too many
     */
    async save({
      viewer,
      input: { clientKey, version, fields },
    }: Asker & { input: z.output<typeof DraftInput> }): Promise<Saved> {
      return db.$transaction(async (tx) => {
        await lockPerson(tx, viewer.id)
        const key = { ownerId: viewer.id, clientKey }
        // A save that was slower than the post.
        if (await tx.post.findFirst({ where: { authorId: viewer.id, clientKey }, select: { id: true } }))
          return { clientKey, version: 0, isPosted: true }
        const held = await tx.draft.findUnique({
          where: { ownerId_clientKey: key },
          select: { version: true, publishAt: true },
        })
        if (isEmptyDraft(fields)) {
          const { count } = await tx.draft.deleteMany({ where: { ...key, version, publishAt: null } })
          return { clientKey, version: held && count === 0 ? held.version : 0 }
        }
        const content = { fields: { ...fields }, context: contextOf(fields), savedAt: now() }
        // One that waits for its time is changed by whoever says so, not by the way.
        if (held?.version === version && held.publishAt === null) {
          await tx.draft.update({ where: { ownerId_clientKey: key }, data: { ...content, version: version + 1 } })
          return { clientKey, version: version + 1 }
        }
        await requireRoom(tx, { ownerId: viewer.id, publishAt: null })
        const id = newId(content.savedAt)
        const free = held ? `second:${id}` : clientKey
        await tx.draft.create({ data: { id, ownerId: viewer.id, clientKey: free, ...content } })
        return { clientKey: free, version: 1 }
      })
    },

    /** The viewer's drafts, the last saved first; those for one context where it is told. All: there are 100 at most. */
    async all({ viewer, context }: Asker & { context?: string }): Promise<DraftView[]> {
      const where = { ownerId: viewer.id, publishAt: null, context }
      return (await db.draft.findMany({ where, orderBy: [{ savedAt: 'desc' }, { id: 'desc' }] })).map(toView)
    },

    /** @throws NotFound for what is not the viewer's */
    async require({ viewer, draftId }: OfDraft): Promise<DraftView> {
      const draft = await db.draft.findFirst({ where: { id: draftId, ownerId: viewer.id } })
      if (!draft) throw noDraft()
      return toView(draft)
    },

    /** @throws NotFound for what is not the viewer's */
    async remove({ viewer, draftId }: OfDraft): Promise<void> {
      const { count } = await db.draft.deleteMany({ where: { id: draftId, ownerId: viewer.id } })
      if (count === 0) throw noDraft()
    },
  }
}

const noDraft = () => new NotFound('There is no such draft')

async function requireRoom(tx: Tx, where: { ownerId: Id; publishAt: null }): Promise<void> {
  if ((await tx.draft.count({ where })) >= draftLimits.maxDrafts)
    throw new Invalid(`Nobody has more than ${draftLimits.maxDrafts} drafts`, { form: 'errors.draft.tooMany' })
}

type Row = Readonly<{
  id: Id
  clientKey: string
  version: number
  fields: unknown
  savedAt: Date
  publishAt: Date | null
  problem: string | null
}>

export function toView({ id, clientKey, version, fields, savedAt, publishAt, problem }: Row): DraftView {
  return {
    ...{ id, clientKey, version, problem, fields: textsIn(fields) },
    savedAt: savedAt.toISOString(),
    publishAt: publishAt?.toISOString() ?? null,
  }
}

function textsIn(fields: unknown): DraftFields {
  const texts = Object.entries(fields ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
}
