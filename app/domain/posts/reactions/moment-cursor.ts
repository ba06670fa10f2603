import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import { Invalid } from '#app/lib/errors.ts'
import { type Id, lowestId, timeOfId } from '#app/lib/id.ts'

/** A place in a list that is ordered by when something was done, then by whom or what. */
export type Moment = Readonly<{ at: Date; id: Id }>

/** Opaque: everything past that comes next. */
export function encodeMoment({ at, id }: Moment): string {
  return `${encodeCursor(lowestId(at))}~${encodeCursor(id)}`
}

/** @throws Invalid when it is not a cursor of ours */
export function decodeMoment(cursor: string | null | undefined): Moment | null {
  if (!cursor) return null
  const [moment, id, ...more] = cursor.split('~').map(decodeCursor)
  if (!moment || !id || more.length > 0) throw new Invalid('This is not a cursor of ours.', { cursor: 'errors.cursor' })
  return { at: new Date(timeOfId(moment)), id }
}
