import { afterAll, beforeAll, expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { inData } from '#bin/lib/paths.mjs'
import { checkPosts } from '#test/support/fault-check-rows.ts'
import { type Check, checkHomes, checkJobs } from '#test/support/fault-checks.ts'
import { facts } from '#test/support/fault-facts.ts'
import { lookEverywhere } from '#test/support/fault-look.ts'
import { untilQuiet } from '#test/support/fault-quiet.ts'
import { post } from '#test/support/fault-writes.ts'
import { until } from '#test/support/until.ts'
import { faults } from './catalogue.ts'
import { openTheatre, perform, type Report, type Theatre } from './perform.ts'
import { lineOf } from './table.ts'

// The short form of faults that docs/reliability.md tells of, one after the other on one site: each finds it as the
// one before left it. TEST_SEED=… repeats a run.

const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
const short = ['F-01', 'F-08', 'F-14', 'F-19', 'F-20', 'F-21', 'F-22', 'F-23', 'F-24', 'F-25', 'F-31']

let theatre: Theatre
let last: Report

beforeAll(async () => {
  console.info(`TEST_SEED=${seed}`)
  theatre = await openTheatre({ folder: inData('faults', `short-${seed}`), seed, doors: true, isShort: true })
})
afterAll(() => theatre.end())

test.each(faults.filter(({ id }) => short.includes(id)))('$id $title', async (fault) => {
  last = await perform(fault, theatre)
  expect(last.isGood, lineOf(last)).toBe(true)
})

test('the checks see what is wrong', async () => {
  const { cluster, community } = theatre
  const { desk } = last
  const { pool, wiring } = cluster
  const [observer] = community.observers
  if (!observer) throw new Error('nobody observes')
  const wrongIn = async (checks: Promise<Check[]>) =>
    (await checks).filter(({ wrong }) => wrong.length > 0).map(({ name }) => name)
  expect(await wrongIn(checkHomes(cluster, last.desk, community))).toEqual([])

  const feed = homeFeed(observer.id)
  const slice = await until(
    async () => {
      await desk.client.get(observer, '/api/feeds/home')
      const read = await wiring.timelines.read(feed, { before: null, limit: 3 })
      return read.state === 'warm' ? read : null
    },
    { withinMs: 10_000, everyMs: 50 },
  )
  await wiring.timelines.remove(slice.ids.slice(1, 2), [feed])
  expect(await wrongIn(checkHomes(cluster, last.desk, community))).toEqual(['I1 homes'])

  // The load may have drawn none for whoever all follow.
  const target = await post(desk, community.celebrity, 'looked at')
  if (!target) throw new Error('nothing to look at')
  expect(await untilQuiet(cluster, 10_000)).not.toBeNull()
  desk.facts.certain(facts.gone(target.id))
  await lookEverywhere({ desk, who: observer }, target)
  for (const place of ['/api/feeds/user', 'the page /', 'the page of'])
    expect(desk.history.violations).toContainEqual(expect.stringContaining(place))

  const { rows } = await pool.query<{ key: string }>('SELECT client_key AS key FROM post ORDER BY id DESC LIMIT 1')
  await pool.query('UPDATE post SET client_key = NULL WHERE client_key = $1', [rows[0]?.key])
  expect(await wrongIn(checkPosts(pool, desk.history).then((check) => [check]))).toEqual(['I3 posts'])

  await pool.query(`INSERT INTO dead_letter (id, queue, name, key, payload, error)
    VALUES (gen_random_uuid(), 'feeds', 'feeds.fan-out', 'x', '{}', 'for the test')`)
  expect(await wrongIn(checkJobs(cluster))).toEqual(['I7 jobs'])
})
