import type { Bench } from './bench.ts'
import { type BulkSize, seedBulk } from './bulk/bulk-world.ts'
import { toReport } from './report.ts'
import { atTurn, type Rounds, timeRounds } from './rounds.ts'
import { median, quantile } from './statistics.ts'
import { openWorld, type World } from './world.ts'

const full: BulkSize = { members: 1_000_000, posts: 200_000, followers: 2_000, readers: 50 }
const quick: BulkSize = { members: 20_000, posts: 20_000, followers: 1_000, readers: 50 }
const mostMs = 20

/** Names by chance, the same ones each time, so that short beginnings fit many people, as they do among a million. */
const names = [
  'Ana',
  'Benjamin',
  'Chloé',
  'Dmitri',
  'Elif',
  'Farah',
  'Goran',
  'Hanna',
  'Ines',
  'Jonas',
  'Klara',
  'Lars',
]
const families = [
  'Adler',
  'Brandt',
  'Costa',
  'Dupont',
  'Eriksen',
  'Fischer',
  'García',
  'Horvat',
  'Ito',
  'Jansen',
  'Kowalski',
]

/** What people type, a letter more each time: few fit the long ones, tens of thousands the short ones. */
const prefixes = [
  'a',
  'b',
  'e',
  'an',
  'be',
  'ad',
  'ana',
  'ben',
  'cos',
  'mem',
  'member_5',
  'member_99',
  'kow',
  'nobody',
  'it',
]

/** While a mention is typed: people by the beginning of a handle or a name, at a million members. */
export const complete: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('web')
  const size = isQuick ? quick : full
  say(`making ${size.members.toLocaleString('en')} members`)
  const { readers } = await seedBulk(world, size)
  await nameMembers(world)
  say('reading')
  const plan: Rounds = isQuick ? { rounds: 5, calls: 30, warmUp: 30 } : { rounds: 20, calls: 60, warmUp: 120 }
  const timed = await timeRounds(
    [
      {
        name: 'people',
        run: (turn) => world.accounts.complete({ viewer: atTurn(readers, turn), prefix: atTurn(prefixes, turn) }),
      },
      {
        name: 'one person by id',
        run: (turn) => world.db.$queryRaw`SELECT id FROM "user" WHERE id = ${atTurn(readers, turn).id}::uuid`,
      },
      { name: 'tags', run: (turn) => world.posts.completeTags({ prefix: `tag_${turn % 10}` }) },
    ],
    plan,
  )
  const [people = [], floor = [], tags = []] = ['people', 'one person by id', 'tags'].map((name) =>
    (timed.get(name) ?? []).flat(),
  )
  const goal = { of: 'value', is: 'at most', limit: mostMs } as const
  return toReport({
    bench: 'complete',
    unit: 'ms',
    headline: 'people',
    samples: people,
    cases: [
      { name: 'people', value: median(people), floor: median(floor), goal, facts: { p99_ms: quantile(people, 0.99) } },
      { name: 'tags', value: median(tags), floor: median(floor), goal, facts: { p99_ms: quantile(tags, 0.99) } },
    ],
  })
}

async function nameMembers({ client }: World): Promise<void> {
  await client.query(
    `UPDATE "user" SET name = ($1::text[])[1 + n.number % ${names.length}] || ' ' || ($2::text[])[1 + n.number / 7 % ${families.length}]
      || CASE WHEN n.number % 5 = 0 THEN ' ' || ($2::text[])[1 + n.number / 11 % ${families.length}] ELSE '' END
    FROM bulk_member n WHERE n.id = "user".id`,
    [names, families],
  )
  await client.query('VACUUM ANALYZE "user"')
}
