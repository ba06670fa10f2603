import type { Dump } from './dump.server.ts'
import { undamaged } from './importing.ts'
import type { RecordReaders } from './records.ts'

/** When the last thing in a dump was written, or null when nothing was. Reads posts and comments once. */
export async function newestTime({ dump, readers }: { dump: Dump; readers: RecordReaders }): Promise<Date | null> {
  let newest = Number.NEGATIVE_INFINITY
  for (const file of ['Posts', 'Comments'] as const) {
    for await (const { createdAt } of undamaged(dump.rows(file), readers.time))
      newest = Math.max(newest, createdAt.getTime())
  }
  return newest === Number.NEGATIVE_INFINITY ? null : new Date(newest)
}
