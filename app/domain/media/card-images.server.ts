import { Readable } from 'node:stream'
import type { Tx } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { MediaDeps } from './deps.ts'
import { keepFile } from './upload.server.ts'

export type CardFile = Readonly<{ body: Buffer; alt: string }>

/** Keeps what a page shows of itself, for its card to take within a day. @returns null when it is not taken */
export async function keepCardImage(deps: MediaDeps, { body, alt }: CardFile): Promise<Id | null> {
  const file = { body: Readable.from([body], { objectMode: false }), bytes: body.length, alt }
  try {
    const { id } = await keepFile(deps, { ...file, ownerId: null, kind: 'card', focus: [50, 50] })
    return id
  } catch (error) {
    if (error instanceof Invalid) return null
    throw error
  }
}

/** For the transaction in which a card takes an image. */
export async function takeCardImage(tx: Tx, id: Id): Promise<void> {
  await tx.media.updateMany({ where: { id, kind: 'card' }, data: { eraseAt: null } })
}

/** For the transaction in which cards leave their images, or go: files and rows are removed within minutes. */
export async function dropCardImages(tx: Tx, { ids, at }: { ids: readonly Id[]; at: Date }): Promise<void> {
  await tx.media.updateMany({ where: { id: { in: [...ids] }, kind: 'card' }, data: { eraseAt: at } })
}
