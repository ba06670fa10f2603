import type { Readable } from 'node:stream'
import type { Cache, Touch } from '#app/lib/cache/cache.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'
import { Conflict, Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { emojiLimits } from './emoji-limits.ts'
import type { EmojiInput } from './emoji-rules.ts'
import type { EmojiSet } from './emoji-set.ts'
import type { AdminEmoji, OfferedEmoji } from './emoji-views.ts'
import { emojiSetFact } from './facts.ts'
import { listEmoji } from './list-emoji.server.ts'

type Person = Readonly<{ id: Id }>
type Image = Readonly<{ body: Readable; bytes: number }>
type Media = { upload: (file: Image & { owner: Person; kind: 'emoji' }) => Promise<{ id: Id }> }
type Deps = {
  db: Db
  cache: Pick<Cache, 'write' | 'sync'>
  media: Media
  emojiSet: () => Promise<EmojiSet>
  now: () => Date
}

/** The door of custom emoji. All but `offered` is for admins: whoever calls has made sure that they are one. */
export function createEmoji({ db, cache, media, emojiSet, now }: Deps) {
  /** One admin after the other, so that the limits hold. Who reads, or reacts, does not wait. */
  const change = <Result>(work: (tx: Tx, touch: Touch) => Promise<Result>) =>
    cache.write((touch) =>
      db.$transaction(async (tx) => {
        await tx.$executeRaw`LOCK TABLE emoji IN SHARE ROW EXCLUSIVE MODE`
        const result = await work(tx, touch)
        await touch(emojiSetFact)
        return result
      }),
    )

  /** Takes a file for an emoji; it is prepared behind. */
  async function send(viewer: Person, { body, bytes }: Image): Promise<Id> {
    if (bytes > emojiLimits.maxBytes) throw new Invalid('The file is too large', { image: 'errors.emoji.tooLarge' })
    return (await media.upload({ owner: viewer, kind: 'emoji', body, bytes })).id
  }

  return {
    /** Those that may be used, by category, then by name: `emojiLimits.maxOffered` at most. */
    async offered(): Promise<readonly OfferedEmoji[]> {
      await cache.sync()
      return (await emojiSet()).offered
    },

    /** All by category, then by name; then those that are retired. */
    list: (): Promise<AdminEmoji[]> => listEmoji(db),

    /** Adds one to the set, to be used once its image is ready. @throws Invalid, by the field that is to be mended */
    async add({ viewer, input, image }: { viewer: Person; input: EmojiInput; image: Image }) {
      await requireRoom(db)
      await requireFree(db, input.name)
      const mediaId = await send(viewer, image)
      const createdAt = now()
      const id = newId(createdAt)
      await change(async (tx) => {
        await requireRoom(tx)
        await requireFree(tx, input.name)
        await tx.emoji.create({ data: { id, ...input, mediaId, createdAt, names: { create: { name: input.name } } } })
        await tx.media.update({ where: { id: mediaId }, data: { eraseAt: null } })
      })
      return { id, mediaId }
    },

    /** Renames and describes; texts with a name that it had go on showing it. @throws NotFound; Invalid */
    async edit({ emojiId, input }: { emojiId: Id; input: EmojiInput }): Promise<void> {
      await change(async (tx) => {
        const emoji = await requireEmoji(tx, emojiId)
        if (!emoji.names.some(({ name }) => name === input.name)) {
          await requireFree(tx, input.name)
          if (emoji.names.length >= emojiLimits.maxNames) throw invalid('name', 'tooManyNames')
          await tx.emojiName.create({ data: { name: input.name, emojiId } })
        }
        await tx.emoji.update({ where: { id: emojiId }, data: input })
      })
    },

    /** Nobody uses it anew; where it was used it is shown. Or the other way round. @throws NotFound; Invalid for one too many */
    async setRetired({ emojiId, isRetired }: { emojiId: Id; isRetired: boolean }): Promise<void> {
      await change(async (tx) => {
        const { retiredAt } = await requireEmoji(tx, emojiId)
        if (isRetired === (retiredAt !== null)) return
        if (!isRetired) await requireOfferable(tx)
        await tx.emoji.update({ where: { id: emojiId }, data: { retiredAt: isRetired ? now() : null } })
      })
    },

    /** Another image for one whose own could not be prepared. @throws NotFound; Conflict where it has one; Invalid */
    async sendImage({ viewer, emojiId, image }: { viewer: Person; emojiId: Id; image: Image }): Promise<Id> {
      await requireEmoji(db, emojiId)
      const mediaId = await send(viewer, image)
      await change(async (tx) => {
        const { media, mediaId: former } = await requireEmoji(tx, emojiId)
        // What people have used must not become something else.
        if (media && media.state !== 'failed') throw new Conflict('It has an image')
        await tx.emoji.update({ where: { id: emojiId }, data: { mediaId } })
        await tx.media.update({ where: { id: mediaId }, data: { eraseAt: null } })
        if (former) await tx.media.update({ where: { id: former }, data: { eraseAt: now() } })
      })
      return mediaId
    },
  }
}

function invalid(field: string, why: string): Invalid {
  return new Invalid('The emoji cannot be accepted', { [field]: `errors.emoji.${why}` })
}

type Reading = Pick<Tx, 'emoji' | 'emojiName'>

async function requireRoom(tx: Reading): Promise<void> {
  if ((await tx.emoji.count()) >= emojiLimits.maxAll) throw invalid('name', 'tooManyEver')
  await requireOfferable(tx)
}

async function requireOfferable(tx: Reading): Promise<void> {
  if ((await tx.emoji.count({ where: { retiredAt: null } })) >= emojiLimits.maxOffered) throw invalid('name', 'tooMany')
}

async function requireFree(tx: Reading, name: string): Promise<void> {
  if ((await tx.emojiName.findUnique({ where: { name } })) !== null) throw invalid('name', 'taken')
}

async function requireEmoji(tx: Reading, id: Id) {
  const emoji = await tx.emoji.findUnique({
    where: { id },
    include: { names: true, media: { select: { state: true } } },
  })
  if (!emoji) throw new NotFound('There is no such emoji')
  return emoji
}
