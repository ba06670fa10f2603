import { Readable } from 'node:stream'
import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import { sql, type Tx } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { randomBytes } from '#app/lib/random.ts'
import { StorageFull } from '#app/lib/storage/storage.ts'
import type { MediaDeps } from './deps.ts'
import { imagesOfDraft } from './images-of-draft.server.ts'
import { processMediaJob } from './jobs.ts'
import { maxUnattached, maxUploadBytes, unattachedForMs } from './media-limits.ts'
import type { MediaKind } from './media-rules.ts'
import { headBytes, typeOf } from './sniff.ts'

type Upload = {
  owner: { id: Id }
  kind: MediaKind
  body: Readable
  /** As the sender says; what comes must be as long. */
  bytes: number
  focus?: readonly [x: number, y: number]
}

/** @throws Invalid for what is not taken, with why */
export async function uploadMedia(
  deps: MediaDeps,
  { owner, kind, body, bytes, focus = [50, 50] }: Upload,
): Promise<{ id: Id; key: string }> {
  if (bytes > maxUploadBytes) throw refused('tooLarge')
  if (bytes < headBytes) throw refused('type')
  return keepFile(deps, { ownerId: owner.id, kind, body, bytes, focus })
}

type Kept = {
  /** Null for the image of a card. */
  ownerId: Id | null
  kind: MediaKind
  body: Readable
  bytes: number
  focus: readonly [x: number, y: number]
  alt?: string
}

/**
 * Its row is there before its file: whatever happens in between, the sweep finds both, and a day later what nobody took.
 * @throws Invalid for what is no image by its first bytes, or for which there is no room
 */
export async function keepFile(
  { db, storage, queue, log, now, quotaBytes }: MediaDeps,
  { ownerId, kind, body, bytes, focus: [focusX, focusY], alt }: Kept,
): Promise<{ id: Id; key: string }> {
  const checked = await checkType(body)
  const createdAt = now()
  const [id, key] = [newId(createdAt), randomBytes(24).toString('base64url')]
  const eraseAt = new Date(createdAt.getTime() + unattachedForMs)
  await db.$transaction(async (tx) => {
    if (ownerId) await requireRoom(tx, { ownerId, bytes, quotaBytes })
    await tx.media.create({
      data: { id, key, ownerId, kind, state: 'sending', bytes, focusX, focusY, alt, createdAt, eraseAt },
    })
  })
  try {
    await storage.put(originalOf(key), checked, bytes)
  } catch (error) {
    await db.media.delete({ where: { id } })
    if (error instanceof StorageFull) throw refused('full')
    throw error
  }
  await db.media.update({ where: { id }, data: { state: 'waiting' } })
  // A hint: the sweep asks again.
  await queue.add(processMediaJob, { mediaId: id }).catch((error: unknown) => {
    log.warn({ err: error, mediaId: id }, 'an image waits to be asked for again')
  })
  return { id, key }
}

/** Sent for a post, and not posted yet. */
const isUnattached = sql`post_id IS NULL AND kind = 'post' AND state <> 'failed'`

type Room = { ownerId: Id; bytes: number; quotaBytes: number }

/** Until the commit this person sends nothing else. @throws Invalid when so much more is too much */
async function requireRoom(tx: Tx, { ownerId, bytes, quotaBytes }: Room): Promise<void> {
  // Files that are sent at once count each other.
  await lockPerson(tx, ownerId)
  const [held] = await tx.$queryRaw<{ unattached: number; bytes: number }[]>`
    SELECT (count(*) FILTER (WHERE ${isUnattached}))::int AS unattached,
      coalesce(sum(bytes), 0)::float8 AS bytes
    FROM media WHERE owner_id = ${ownerId}::uuid`
  if (held && held.unattached >= maxUnattached && (await countLoose(tx, ownerId)) >= maxUnattached)
    throw refused('tooManyUnattached')
  if (held && quotaBytes > 0 && held.bytes + bytes > quotaBytes) throw refused('quota')
}

/**
 * Of the images that are not posted, those that no draft of their sender names and no post of theirs that waits for its
 * time: drafts have limits of their own, and each of them speaks for as many images as one thread has.
 */
async function countLoose(tx: Tx, ownerId: Id): Promise<number> {
  // The drafts are read once, not once an image.
  const [loose] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM media
    WHERE owner_id = ${ownerId}::uuid AND ${isUnattached} AND id NOT IN (
      SELECT named.id FROM draft CROSS JOIN LATERAL (
        SELECT DISTINCT found[1]::uuid AS id
        FROM regexp_matches(${imagesOfDraft}, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') AS found
        ORDER BY id LIMIT ${maxUnattached}) AS named
      WHERE draft.owner_id = ${ownerId}::uuid)`
  return loose?.count ?? 0
}

export const originalOf = (key: string) => `${key}/original`

/** @throws Invalid, before anything is written, for what is no image by its first bytes */
async function checkType(body: Readable): Promise<Readable> {
  // Not destroyed with this: a request that is refused is still to be answered.
  const chunks = body.iterator({ destroyOnReturn: false })
  let head = Buffer.alloc(0)
  let isEnded = false
  while (head.length < headBytes && !isEnded) {
    const { value, done = false } = await chunks.next()
    if (!done) head = Buffer.concat([head, value])
    isEnded = done
  }
  if (typeOf(head) === null) throw refused('type')
  async function* all() {
    yield head
    yield* chunks
  }
  return Readable.from(all(), { objectMode: false })
}

type Refusal = 'tooLarge' | 'type' | 'tooManyUnattached' | 'quota' | 'full'

function refused(why: Refusal): Invalid {
  return new Invalid('The image cannot be accepted', { image: `errors.media.${why}` })
}
