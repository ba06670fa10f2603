import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { emojiSetFact } from '#app/domain/emoji/facts.ts'
import { cardFact, postFact } from '#app/domain/posts/facts.ts'
import type { Id } from '#app/lib/id.ts'
import { StorageFull } from '#app/lib/storage/storage.ts'
import type { MediaDeps } from './deps.ts'
import { fileFact } from './facts.ts'
import { filesOf, hasAvif } from './file-names.ts'
import type { Sizes } from './make-sizes.server.ts'
import { type Failure, isPictureKind, toKind } from './media-rules.ts'
import { settlePicture } from './own-pictures.server.ts'
import { originalOf } from './upload.server.ts'

type Waiting = { id: Id; ownerId: Id | null; key: string; kind: string; focusX: number; focusY: number }

/**
 * Makes an image ready, or says why it never will be; what was sent is removed either way. Twice is safe: the same files
 * are written again, and only what waits is changed.
 * @throws when the store or the machine fails: to be tried again
 */
export async function processMedia(deps: MediaDeps, { mediaId }: { mediaId: Id }): Promise<void> {
  const media = await deps.db.media.findFirst({ where: { id: mediaId, state: 'waiting' } })
  if (!media) return
  const folder = await mkdtemp(path.join(tmpdir(), 'tributary-image-'))
  try {
    await finish(deps, media, await prepare(deps, media, folder))
  } catch (error) {
    if (!isFull(error)) throw error
    // Nothing of it is kept, and the sender is told at once: trying again would only meet the same disk.
    await finish(deps, media, { failure: 'full' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** It was tried so often that its sender is told. */
export async function giveUpMedia(deps: MediaDeps, { mediaId }: { mediaId: Id }): Promise<void> {
  const media = await deps.db.media.findFirst({ where: { id: mediaId, state: 'waiting' } })
  if (media) await finish(deps, media, { failure: 'givenUp' })
}

/** @returns what was put into the store */
async function prepare({ storage, render }: MediaDeps, { key, kind, focusX, focusY }: Waiting, folder: string) {
  const original = await storage.get(originalOf(key))
  if (!original) return { failure: 'broken' as const }
  await pipeline(original.body, createWriteStream(path.join(folder, 'original')))
  const shown = toKind(kind)
  const made = await render({ folder, kind: shown, focus: [focusX, focusY] })
  if ('failure' in made) return made
  let bytes = 0
  for (const { name } of filesOf({ kind: shown, isAnimated: made.isAnimated })) {
    const file = path.join(folder, name)
    const { size: length } = await stat(file)
    bytes += length
    await storage.put(`${key}/${name}`, createReadStream(file), length)
  }
  return { ...made, hasAvif: hasAvif(shown), bytes }
}

type Outcome = (Sizes & { hasAvif: boolean; bytes: number }) | { failure: Failure }

/** What was sent goes, and so do all files unless the image is ready: others may have settled that, or taken it away, meanwhile. */
async function finish(
  { db, cache, storage, now }: MediaDeps,
  { id, key, kind, ownerId }: Waiting,
  outcome: Outcome,
): Promise<void> {
  const data =
    'failure' in outcome ? { state: 'failed', failure: outcome.failure, bytes: 0 } : { ...outcome, state: 'ready' }
  const settled = await cache.write((touch) =>
    db.$transaction(async (tx) => {
      const [done] = await tx.media.updateManyAndReturn({
        where: { id, state: 'waiting' },
        data,
        select: { postId: true, state: true },
      })
      if (!done) return tx.media.findUnique({ where: { id }, select: { state: true } })
      await touch(fileFact(key), ...(done.postId ? [postFact(done.postId)] : []))
      const shown = toKind(kind)
      if (shown === 'emoji') await touch(emojiSetFact)
      if (ownerId && isPictureKind(shown)) await settlePicture(tx, touch, { ownerId, kind: shown, at: now() })
      const cards =
        shown === 'card' ? await tx.linkCard.findMany({ where: { imageId: id }, select: { key: true } }) : []
      await touch(...cards.map((card) => cardFact(card.key)))
      return done
    }),
  )
  if (settled?.state === 'ready') await storage.remove(originalOf(key))
  else await storage.removeFolder(key)
}

function isFull(error: unknown): boolean {
  return error instanceof StorageFull || (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
}
