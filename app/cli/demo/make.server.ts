import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Dump, openDump } from '../import/stack-exchange/dump.server.ts'
import { undamaged } from '../import/stack-exchange/importing.ts'
import type { Row } from '../import/stack-exchange/read-rows.server.ts'
import { createRecordReaders, type Read, type Written } from '../import/stack-exchange/records.ts'
import { answeredAt, askedAt } from './compress-time.ts'
import { pickThreads, type Thread } from './pick-threads.ts'
import { type RowFields, writeDump } from './write-dump.ts'

/** The moment that is "now" in the demo's files; loading moves it to the real one. */
const end = new Date('2020-01-01T00:00:00Z')

/** Writes the demo's dump of one site. @returns how many questions and answers it has, and its bytes */
export async function makeDemo({ from, to, now }: { from: string; to: string; now: Date }) {
  const readers = createRecordReaders({ now })
  const dump = await openDump(from, { report: () => undefined, onBytes: () => undefined })
  const threads = pickThreads(await all(dump, '1', readers.question), await all(dump, '2', readers.answer))
  const rows = threads.flatMap((thread, index) => rowsOf(thread, askedAt(index, threads.length, end)))
  const packed = gzipSync(writeDump('posts', rows), { level: 9 })
  await mkdir(to, { recursive: true })
  await writeFile(join(to, 'Posts.xml.gz'), packed)
  return { questions: threads.length, answers: rows.length - threads.length, bytes: packed.length }
}

async function all<Item>(dump: Dump, type: string, read: (row: Row) => Read<Item>): Promise<Item[]> {
  const items: Item[] = []
  const ofType = (row: Row): Read<Item> => (row.fields.PostTypeId === type ? read(row) : { ignored: '' })
  for await (const item of undamaged(dump.rows('Posts'), ofType)) items.push(item)
  return items
}

function rowsOf({ question, answers }: Thread, asked: Date): RowFields[] {
  const questionRow = {
    ...rowOf(question, 1, asked),
    Title: question.title,
    Tags: question.tags.map((tag) => `<${tag}>`).join(''),
  }
  const answerRows = answers.map((answer) => {
    const delayMs = answer.createdAt.getTime() - question.createdAt.getTime()
    return { ...rowOf(answer, 2, answeredAt(asked, delayMs, end)), ParentId: question.id }
  })
  return [questionRow, ...answerRows]
}

function rowOf({ id, score, text, ownerId }: Written, type: 1 | 2, at: Date): RowFields {
  const time = at.toISOString().replace('Z', '')
  return { Id: id, PostTypeId: type, CreationDate: time, Score: score, OwnerUserId: ownerId, Body: text }
}
