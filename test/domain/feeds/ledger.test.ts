import { expect, test } from 'vitest'
import { createMemoryLedger } from '#app/domain/feeds/ledger.memory.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'
import { describeLedger } from './ledger.contract.ts'
import { describeMarks } from './marks.contract.ts'
import { describePulledAuthors } from './pulled-authors.contract.ts'

const world = startWorld()
let agedMs = 0
const now = () => new Date(Date.now() + agedMs)
const memory = createMemoryLedger({ now })

describeLedger('memory', () => memory)
describeLedger('Postgres', () => world.ledger)

describeMarks('memory: marks', () => memory)
describeMarks('Postgres: marks', () => world.ledger)

describePulledAuthors('memory: pulled authors', {
  ledgerOf: () => memory,
  now,
  age: async (ms) => {
    agedMs += ms
  },
})
describePulledAuthors('Postgres: pulled authors', {
  ledgerOf: () => world.ledger,
  now: () => new Date(),
  age: async (ms) => {
    await world.db.$executeRaw`UPDATE pulled_author SET since = since - make_interval(secs => ${ms / 1000})`
  },
})

// Memory does not roll back, so this is Postgres's alone.
test('a transaction that fails leaves nothing', async () => {
  const [followerId, followeeId] = [newId(), newId()]
  const work = world.ledger.transaction(async (tx) => {
    await world.ledger.follow(tx, [{ followerId, followeeId, createdAt: new Date() }])
    throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  expect(await world.ledger.countFollowing(followerId)).toBe(0)
})

test('the same foreign id recorded twice at once is one activity', async () => {
  const time = new Date()
  const record = () =>
    world.ledger.transaction((tx) =>
      world.ledger.record(tx, [
        {
          id: newId(),
          actorId: newId(),
          verb: 'twice',
          objectId: newId(),
          targetId: null,
          time,
          foreignId: 'twice:1',
          data: { a: [1, null, 'x'] },
          to: [],
          isPending: true,
        },
      ]),
    )
  const recorded = await Promise.all(Array.from({ length: 10 }, record))
  expect(recorded.flat()).toHaveLength(1)
})
