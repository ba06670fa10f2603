import type { Dump } from './dump.server.ts'
import { undamaged } from './importing.ts'
import type { RecordReaders } from './records.ts'

/** When the last thing in a dump was written, or null when nothing was. Reads posts and comments once. */
export async function newestTime({ dump, readers }: { dump: Dump; readers: RecordReaders }): Promise<Date | null> {
  let newest = Number.NEGATIVE_INFINITY
  const note = ({ createdAt }: { createdAt: Date }) => {
    newest = Math.max(newest, createdAt.getTime())
  }
  for await (const post of undamaged(dump.rows('Posts'), readers.post)) note(post)
  for await (const comment of undamaged(dump.rows('Comments'), readers.comment)) note(comment)
  return newest === Number.NEGATIVE_INFINITY ? null : new Date(newest)
}
