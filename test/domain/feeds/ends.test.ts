import { expect, test } from 'vitest'
import { createEnds } from '#app/domain/feeds/ends.server.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

async function deliveries(count: number): Promise<Id[]> {
  const actorId = newId()
  return world.feeds.transaction((_, { publish }) =>
    publish(...Array.from({ length: count }, () => ({ actorId, verb: 'post', objectId: newId() }))),
  )
}

const open = async (ids: readonly Id[]) => (await Promise.all(ids.map(world.ledger.getDelivery))).filter(Boolean).length

test('what ends while an end is being noted is noted with one statement', async () => {
  const ids = await deliveries(5)
  const statements: number[] = []
  const ends = createEnds({
    log: world.log,
    ledger: {
      finishDeliveries: async (some) => {
        statements.push(some.length)
        await world.ledger.finishDeliveries(some)
      },
    },
  })
  for (const id of ids) ends.note(id)
  await ends.settled()
  expect(statements).toEqual([1, 4])
  expect(await open(ids)).toBe(0)
  await ends.settled()
  for (const id of await deliveries(1)) ends.note(id)
  await ends.settled()
  expect(statements).toEqual([1, 4, 1])
})

test('an end that cannot be noted is left to the sweep, and the next one is noted', async () => {
  const [first = '', second = ''] = await deliveries(2)
  let fails = true
  const ends = createEnds({
    log: world.log,
    ledger: {
      finishDeliveries: async (ids) => {
        if (fails) throw new Error('away')
        await world.ledger.finishDeliveries(ids)
      },
    },
  })
  ends.note(first)
  await ends.settled()
  fails = false
  ends.note(second)
  await ends.settled()
  expect(await world.ledger.getDelivery(second)).toBeNull()
  expect(await world.ledger.findUnfinished({ recordedBefore: new Date(Date.now() + 60_000), limit: 100 })).toEqual([
    first,
  ])
})
