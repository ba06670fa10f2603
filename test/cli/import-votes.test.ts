import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runImport } from '#app/cli/import/stack-exchange/run.server.ts'
import { siteNamed } from '#app/cli/import/stack-exchange/site.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'votes-'))
  await cp(fileURLToPath(new URL('../fixtures/stackexchange/whole', import.meta.url)), folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

/** Imports the folder; `votesRead` is how often its votes were read. */
async function importFolder(name: string) {
  const site = siteNamed(name)
  if (!site) throw new Error(`no site ${name}`)
  const problems: string[] = []
  let [stage, bytes] = ['', 0]
  const options = { folder, site, keepNames: false, shiftToNow: false, now: new Date('2020-01-01T00:00:00Z') }
  const tally = await runImport(world, options, {
    stage: (next) => {
      stage = next
    },
    bytes: (count) => {
      if (stage === 'votes') bytes += count
    },
    problem: ({ file, line, message }) => problems.push(`${file}:${line}: ${message}`),
  })
  const size = (await readFile(join(folder, 'Votes.xml'))).length
  return { tally, problems, votesRead: bytes / size }
}

async function addRow(file: 'Posts' | 'Users' | 'Votes', row: string) {
  const path = join(folder, `${file}.xml`)
  await writeFile(path, (await readFile(path, 'utf8')).replace(/(<\/\w+>\s*)$/, `${row}\n$1`))
}

const vote = (id: number, postId: number) =>
  `<row Id="${id}" PostId="${postId}" VoteTypeId="2" CreationDate="2014-02-06T00:00:00.000" />`
const user = (id: number) => `<row Id="${id}" CreationDate="2014-03-01T00:00:00.000" DisplayName="Late ${id}" />`

const findReactions = async (site: string) => {
  const keys = await world.db.importKey.findMany({ where: { key: { startsWith: `stackexchange:${site}:` } } })
  return world.db.reaction.findMany({
    where: { postId: { in: keys.map(({ id }) => id) } },
    orderBy: [{ postId: 'asc' }, { userId: 'asc' }],
  })
}

test('a newer dump adds its new votes alone, however many people joined', async () => {
  await importFolder('beer')
  const before = await findReactions('beer')
  for (const id of [4, 5, 6, 7]) {
    await addRow('Users', user(id))
    await importFolder('beer')
    expect(await findReactions('beer')).toEqual(before)
  }
  await addRow('Users', user(8))
  await addRow('Votes', vote(7, 1))
  const { tally } = await importFolder('beer')
  const after = await findReactions('beer')
  expect(tally.reactions).toMatchObject({ read: 7, added: 1, alreadyThere: 6 })
  expect(after).toHaveLength(before.length + 1)
  expect(after).toEqual(expect.arrayContaining(before))
})

test('a reaction of a person of this server is no imported vote', async () => {
  await importFolder('tea')
  const [first] = await findReactions('tea')
  if (!first) throw new Error('no reaction')
  const ada = await world.person('ada')
  await world.posts.react({ postId: first.postId, viewer: ada, kind: 'love' })
  const before = await findReactions('tea')
  await addRow('Users', user(8))
  await addRow('Votes', vote(7, 1))
  const { tally } = await importFolder('tea')
  expect(tally.reactions).toMatchObject({ added: 1 })
  expect(await findReactions('tea')).toHaveLength(before.length + 1)
})

test('a vote on a post that is not here costs its row, and no further reading', async () => {
  await addRow('Votes', vote(7, 9_999_999_999))
  const { problems, votesRead } = await importFolder('wine')
  expect(problems).toEqual(['Votes.xml:9: it is a vote on a post that is not here'])
  expect(votesRead).toBe(1)
})

test('votes on posts with large ids are counted in a reading of their own', async () => {
  const post = `CreationDate="2014-02-06T10:00:00.000" Score="2" Body="Far." OwnerUserId="1" Title="Far" Tags=""`
  await addRow('Posts', `<row Id="5000000000" PostTypeId="1" ${post} />`)
  await addRow('Votes', [vote(7, 5_000_000_000), vote(8, 5_000_000_000)].join('\n'))
  const first = await importFolder('milk')
  expect(first).toMatchObject({ problems: [], votesRead: 2 })
  expect(first.tally.reactions).toMatchObject({ read: 8, added: 8 })
  const second = await importFolder('milk')
  expect(second.tally.reactions).toMatchObject({ read: 8, added: 0, alreadyThere: 8 })
})
