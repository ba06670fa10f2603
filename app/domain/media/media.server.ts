import type { Readable } from 'node:stream'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { type CardFile, keepCardImage } from './card-images.server.ts'
import type { MediaDeps } from './deps.ts'
import { type FileFact, kinds } from './facts.ts'
import { toMediaView } from './media-rows.server.ts'
import { type Failure, type MediaKind, type PictureKind, toFailure } from './media-rules.ts'
import type { MediaView, OwnPicture } from './media-views.ts'
import { findFile, loadFiles, type OpenFile } from './open-file.server.ts'
import { removePicture } from './own-pictures.server.ts'
import { giveUpMedia, processMedia } from './process-media.server.ts'
import { sweepMedia } from './sweep-media.server.ts'
import { uploadMedia } from './upload.server.ts'

type Person = Readonly<{ id: Id }>
type Upload = { owner: Person; kind: MediaKind; body: Readable; bytes: number; focus?: readonly [number, number] }

/** The door of media: images that people send, from the file to what others see. */
export function createMedia(deps: MediaDeps) {
  const { db, cache, posts, storage } = deps
  const files = cache.shelf<FileFact>({ name: kinds.file, load: (keys) => loadFiles(db, keys), maxHeld: 100_000 })
  return {
    /** Keeps a file that somebody sends; it is prepared behind. @throws Invalid for what is not taken, with why */
    upload: (command: Upload): Promise<{ id: Id; key: string }> => uploadMedia(deps, command),
    /** Keeps the image of a linked page, for its card; null when it is not taken. */
    keepCardImage: (file: CardFile): Promise<Id | null> => keepCardImage(deps, file),
    /** How it stands with an image that the viewer sent. @throws NotFound */
    async state({
      mediaId,
      viewer,
    }: {
      mediaId: Id
      viewer: Person
    }): Promise<MediaView & { failure: Failure | null }> {
      const row = await db.media.findFirst({ where: { id: mediaId, ownerId: viewer.id } })
      if (!row) throw new NotFound('There is no such image.')
      return { ...toMediaView(row), failure: row.state === 'failed' ? toFailure(row.failure) : null }
    },
    /** The images of the viewer's own post, as the form of a post names them. */
    async formOf({ postId, viewer }: { postId: Id; viewer: Person }): Promise<{ media: string; isSensitive: boolean }> {
      const rows = await db.media.findMany({
        where: { postId, ownerId: viewer.id, state: { in: ['waiting', 'ready'] } },
        orderBy: { position: 'asc' },
      })
      const images = rows.map(({ id, key, alt, focusX, focusY }) => ({ id, key, alt, focus: [focusX, focusY] }))
      return {
        media: images.length > 0 ? JSON.stringify(images) : '',
        isSensitive: rows.some(({ isSensitive }) => isSensitive),
      }
    },
    /** How it stands with the pictures that somebody has sent last as their own. */
    async pictures({ viewer }: { viewer: Person }): Promise<Record<PictureKind, OwnPicture>> {
      const rows = await db.media.findMany({
        where: {
          ownerId: viewer.id,
          kind: { in: ['avatar', 'header'] },
          state: { in: ['waiting', 'failed', 'ready'] },
        },
        orderBy: { id: 'desc' },
        take: 20,
      })
      const of = (kind: PictureKind) => toOwnPicture(rows.find((row) => row.kind === kind))
      return { avatar: of('avatar'), header: of('header') }
    },
    /** Takes the viewer's own picture away. */
    removePicture: ({ viewer, kind }: { viewer: Person; kind: PictureKind }) =>
      removePicture(deps, { ownerId: viewer.id, kind }),
    /** A file to hand out to this viewer; null when there is none for them. In the same request, after a `sync`. */
    file: (question: Parameters<typeof findFile>[1]): Promise<OpenFile | null> =>
      findFile({ files, posts, storage }, question),
    duties: {
      process: (payload: { mediaId: Id }) => processMedia(deps, payload),
      giveUp: (payload: { mediaId: Id }) => giveUpMedia(deps, payload),
      sweep: () => sweepMedia(deps),
    },
  }
}

function toOwnPicture(row: { state: string; failure: string | null } | undefined): OwnPicture {
  const state = row?.state === 'waiting' || row?.state === 'failed' ? row.state : null
  return { state, failure: state === 'failed' ? toFailure(row?.failure) : null }
}
