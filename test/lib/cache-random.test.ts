import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logKeys } from '#app/lib/cache/keys.ts'
import { type CacheWorld, createCacheWorld } from '#test/support/caches.ts'
import { holds } from '#test/support/property.ts'

let world: CacheWorld
beforeAll(async () => {
  world = await createCacheWorld()
})
afterAll(() => world.end())

const ids = ['a', 'b', 'c']
const processes = 3

/** How many turns of the event loop a load takes before and after its query. */
const pace = fc.nat({ max: 6 })
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('read' as const), by: fc.nat({ max: processes - 1 }), pace }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('write' as const),
      by: fc.nat({ max: processes - 1 }),
      id: fc.constantFrom(...ids),
      pace,
      fails: fc.boolean(),
      keeps: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('lose' as const),
      key: fc.constantFrom('log' as const, 'head' as const, null),
    }),
  },
)
type Write = Readonly<{ by: number; id: string; pace: number; fails: boolean; keeps: boolean }>
/** What begins at the same time; then all of it ends. */
const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 })

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

test('no read is older than the last write that was answered before it began', async () => {
  let wait = 0
  const caches = await Promise.all(
    Array.from({ length: processes }, () =>
      world.process({
        maxHeld: 2,
        around: async (load) => {
          const slow = wait
          await turns(slow)
          const found = await load()
          await turns(slow)
          return found
        },
      }),
    ),
  )
  await holds(
    fc.asyncProperty(rounds, async (plan) => {
      await world.db.query(
        "INSERT INTO fact SELECT unnest($1::text[]), '0' ON CONFLICT (id) DO UPDATE SET value = '0'",
        [ids],
      )
      await world.redis.flushdb()
      const answered = new Map(ids.map((id) => [id, 0]))
      const read = async (by: number) => {
        const floor = new Map(answered)
        const found = await caches[by]?.read(...ids)
        for (const id of ids) expect(Number(found?.[id]), id).toBeGreaterThanOrEqual(floor.get(id) ?? 0)
      }
      const write = async ({ by, id, pace, fails, keeps }: Write) => {
        const [own, client] = [caches[by], await world.db.connect()]
        const done = own?.cache.write(async (touch, keep) => {
          await touch({ kind: 'fact', id })
          await turns(pace)
          await client.query('BEGIN')
          const { rows } = await client.query(
            'UPDATE fact SET value = (value::int + 1)::text WHERE id = $1 RETURNING value',
            [id],
          )
          if (keeps) keep(own.shelf, id, rows[0].value)
          await client.query('COMMIT')
          await turns(pace)
          if (fails) throw new Error('refused')
          return Number(rows[0].value)
        })
        const version = await done?.catch(() => 0)
        client.release()
        answered.set(id, Math.max(answered.get(id) ?? 0, version ?? 0))
      }
      for (const round of plan) {
        await Promise.all(
          round.map((one) => {
            if (one.act === 'lose') return one.key === null ? world.redis.flushdb() : world.redis.del(logKeys[one.key])
            wait = one.pace
            return one.act === 'read' ? read(one.by) : write(one)
          }),
        )
        const truth = new Map(
          (await world.db.query('SELECT id, value FROM fact')).rows.map(({ id, value }) => [id, value]),
        )
        for (const cache of caches) {
          const found = await cache.read(...ids)
          for (const id of ids) expect(found[id], id).toBe(truth.get(id))
        }
      }
    }),
    60,
  )
})
