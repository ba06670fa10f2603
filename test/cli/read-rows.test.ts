import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#app/cli/import/stack-exchange/problem.ts'
import { readRows } from '#app/cli/import/stack-exchange/read-rows.server.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-'))
})
afterAll(() => rm(folder, { recursive: true }))

function noProblem({ line, message }: Problem): never {
  throw new Error(`${line}: ${message}`)
}

/** What is read of a file with this content: the ids of rows, and problems as `line: message`. */
async function read(content: string | Buffer, name = 'Posts.xml') {
  const path = join(folder, name)
  await writeFile(path, content)
  const [ids, problems]: [string[], string[]] = [[], []]
  for await (const row of readRows(path, { report: ({ line, message }) => problems.push(`${line}: ${message}`) })) {
    ids.push(row.fields.Id ?? '')
  }
  return { ids, problems }
}

const dump = (...rows: string[]) => `<?xml version="1.0" encoding="utf-8"?>\n<posts>\n${rows.join('\n')}\n</posts>\n`

test('rows are read in order, with what is escaped in them', async () => {
  const path = join(folder, 'one.xml')
  await writeFile(path, dump('<row Id="1" Body="&lt;p&gt;a &amp;amp; b&#xA;&#x1F37A; > &quot;" />'))
  const rows = []
  for await (const row of readRows(path, { report: noProblem })) rows.push(row)
  expect(rows).toEqual([{ file: 'one.xml', line: 3, fields: { Id: '1', Body: '<p>a &amp; b\n🍺 > "' } }])
})

test('damage costs its own row and no other', async () => {
  const { ids, problems } = await read(
    dump(
      '<row Id="1" />',
      '<row Id="2" Body="no end quote />',
      '<row Id="3" Body="a < b" />',
      '<row Id="4" Body="two\nlines"></row>',
      '<row Id="5" Body="&nope;" />',
      '<row Id="6" Id="6" />',
      '<row Id="7" /> stray',
      '<other Id="8" />',
      '<!-- <row Id="9" /> -->',
      '<row Id="10" />',
    ),
  )
  expect(ids).toEqual(['1', '4', '7', '10'])
  expect(problems).toEqual([
    '4: a row cannot be read: the tag does not end',
    '5: a row cannot be read: the tag does not end',
    '8: a row cannot be read: undefined entity.',
    '9: a row cannot be read: duplicate attribute: Id.',
    '10: there is text between rows',
  ])
})

test('bytes that are no UTF-8 cost their own row', async () => {
  const [before = '', after = ''] = dump('<row Id="1" />', '<row Id="2" Body="caf|" />', '<row Id="3" />').split('|')
  const { ids, problems } = await read(Buffer.concat([Buffer.from(before), Buffer.from([0xe9]), Buffer.from(after)]))
  expect(ids).toEqual(['1', '3'])
  expect(problems).toEqual(['4: a row cannot be read: it is not valid UTF-8'])
})

test.each([
  ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['Latin-1 that says so', (text: string) => Buffer.from(text.replace('utf-8', 'iso-8859-1'), 'latin1')],
])('%s is read', async (_, encode) => {
  const path = join(folder, 'encoded.xml')
  await writeFile(path, encode(dump('<row Id="1" Body="café" />')))
  const rows = []
  for await (const row of readRows(path, { report: noProblem })) rows.push(row.fields.Body)
  expect(rows).toEqual(['café'])
})

test('an archive that is cut off gives what is in it, and says so', async () => {
  const rows = Array.from({ length: 2_000 }, (_, id) => `<row Id="${id}" Body="${Math.sin(id)}" />`)
  const packed = gzipSync(dump(...rows))
  const whole = await read(packed, 'Posts.xml.gz')
  expect(whole).toMatchObject({ problems: [], ids: { length: 2_000 } })
  const cut = await read(packed.subarray(0, packed.length / 2), 'Posts.xml.gz')
  expect(cut.ids.length).toBeGreaterThan(800)
  expect(cut.problems.at(-1)).toMatch(/the file ends too early: <\/posts> is missing$/)
})

test('what is no dump is said, and nothing else happens', async () => {
  expect(await read('not gzip at all', 'Posts.xml.gz')).toEqual({
    ids: [],
    problems: ['1: the rest cannot be read: incorrect header check'],
  })
  expect(await read('')).toEqual({ ids: [], problems: ['1: there is no XML in this file'] })
  expect((await read(dump().replace('utf-8', 'klingon'))).problems).toEqual([
    '1: the rest cannot be read: it is written in an unknown encoding, "klingon"',
  ])
})

test('a row without an end does not fill the memory', async () => {
  const { ids, problems } = await read(
    dump('<row Id="1" />', `<row Id="2" Body="${'x'.repeat(5_000_000)}" />`, '<row Id="3" />'),
  )
  expect(ids).toEqual(['1', '3'])
  expect(problems).toEqual(['4: a row is longer than 4 MB'])
})

test('memory stays flat however long the file is', async () => {
  const body = 'x'.repeat(2_000)
  const path = join(folder, 'long.xml.gz')
  await writeFile(
    path,
    gzipSync(dump(...Array.from({ length: 20_000 }, (_, id) => `<row Id="${id}" Body="${body}" />`))),
  )
  let rows = 0
  let peak = 0
  const before = process.memoryUsage().rss
  for await (const _ of readRows(path, { report: noProblem })) {
    rows += 1
    if (rows % 1_000 === 0) peak = Math.max(peak, process.memoryUsage().rss - before)
  }
  expect(rows).toBe(20_000)
  // 40 MB of rows; the buffers in between and the garbage of a young heap stay well below them.
  expect(peak).toBeLessThan(35 * 1024 * 1024)
})
