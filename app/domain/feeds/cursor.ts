import { Invalid } from '#app/lib/errors.ts'
import { type Id, idFromBytes, idToBytes, isId } from '#app/lib/id.ts'

/** An opaque place in a feed: everything older than `id` comes next. */
export function encodeCursor(id: Id): string {
  return idToBytes(id).toString('base64url')
}

/** @throws Invalid when it is not a cursor of ours */
export function decodeCursor(cursor: string | null | undefined): Id | null {
  if (cursor === null || cursor === undefined || cursor === '') return null
  const bytes = /^[\w-]{22}$/.test(cursor) ? Buffer.from(cursor, 'base64url') : Buffer.alloc(0)
  const id = bytes.length === 16 ? idFromBytes(bytes) : ''
  if (!isId(id)) throw new Invalid('This page does not exist any more.', { cursor: 'errors.cursor' })
  return id
}
