import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from './problem.ts'
import { type Row, readRows } from './read-rows.server.ts'

export const dumpFiles = ['Users', 'Posts', 'Comments', 'Votes', 'Tags'] as const
export type DumpFile = (typeof dumpFiles)[number]

/** The files of a dump folder. Each can be read as often as wanted; faults are reported at its first reading. */
export type Dump = Readonly<{
  has(file: DumpFile): boolean
  /** Bytes on disk; 0 for a file that is not there. */
  size(file: DumpFile): number
  rows(file: DumpFile): AsyncIterable<Row>
}>

/** @throws Error when there is no such folder */
export async function openDump(
  folder: string,
  { report, onBytes }: { report: Report; onBytes: (count: number) => void },
): Promise<Dump> {
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new Error(`There is no folder ${folder}.`)
  const found = new Map<DumpFile, { path: string; size: number }>()
  for (const file of dumpFiles) {
    for (const path of [join(folder, `${file}.xml`), join(folder, `${file}.xml.gz`)]) {
      const size = (await stat(path).catch(() => null))?.size
      if (size !== undefined && !found.has(file)) found.set(file, { path, size })
    }
  }
  const wasRead = new Set<DumpFile>()

  async function* rows(file: DumpFile): AsyncGenerator<Row> {
    const held = found.get(file)
    if (!held) return
    const isFirst = !wasRead.has(file)
    wasRead.add(file)
    yield* readRows(held.path, { report: isFirst ? report : () => undefined, onBytes })
  }
  return { has: (file) => found.has(file), size: (file) => found.get(file)?.size ?? 0, rows }
}
