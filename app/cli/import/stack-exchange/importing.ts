import type { Wiring } from '#app/wiring.server.ts'
import type { Converter } from './convert.ts'
import type { Dump } from './dump.server.ts'
import type { People } from './people.server.ts'
import type { Report } from './problem.ts'
import type { Row } from './read-rows.server.ts'
import type { Read, RecordReaders } from './records.ts'
import type { Site } from './site.ts'
import { type Counts, leaveOut, type Tally } from './tally.ts'

/** The verbs that an import needs of the product: the same that pages use, in bulk. */
export type Target = Readonly<{
  accounts: Pick<Wiring['accounts'], 'createImported'>
  posts: Pick<Wiring['posts'], 'importMany' | 'findImported' | 'findImportedReactors' | 'reactMany'>
  feeds: Pick<Wiring['feeds'], 'followMany'>
}>

/** One run of an import: what is read, how, and where it goes. */
export type Importing = Readonly<{
  site: Site
  dump: Dump
  readers: RecordReaders
  convert: Converter
  people: People
  target: Target
  tally: Tally
  report: Report
  /** When something that the dump dates so happened here. */
  at: (time: Date) => Date
  now: Date
}>

/** Rows that are imported together, in one transaction. */
export const batchSize = 500

/** Reports a row that cannot be used, and counts it. */
export function fault(
  { report }: Pick<Importing, 'report'>,
  counts: Counts,
  { file, line }: Row,
  message: string,
): void {
  report({ file, line, message })
  leaveOut(counts, 'faulty, see above')
}

/** The records among rows; what they turned out to be otherwise is counted, and reported when it is damage. */
export async function* recordsOf<Item>(
  run: Pick<Importing, 'report'>,
  counts: Counts,
  rows: AsyncIterable<Row>,
  read: (row: Row) => Read<Item>,
): AsyncGenerator<Item> {
  for await (const row of rows) {
    counts.read += 1
    const result = read(row)
    if ('item' in result) yield result.item
    else if ('fault' in result) fault(run, counts, row, result.fault)
    else leaveOut(counts, result.ignored)
  }
}

/** The records among rows that were read before: what is wrong with the others was said then. */
export async function* undamaged<Item>(rows: AsyncIterable<Row>, read: (row: Row) => Read<Item>): AsyncGenerator<Item> {
  for await (const row of rows) {
    const result = read(row)
    if ('item' in result) yield result.item
  }
}
