import { expect, test } from 'vitest'
import { fanOutJob } from '#app/domain/feeds/jobs.ts'
import { newId } from '#app/lib/id.ts'
import { serveMetrics } from '#app/lib/metrics-http.server.ts'
import { createWiring } from '#app/wiring.server.ts'
import { jobsOf } from '#jobs/registry.ts'
import { startWeb } from '#test/support/web.ts'

const token = 'a token that is long enough'
const web = startWeb({ METRICS_TOKEN: token })
const bearer = { authorization: `Bearer ${token}` }
const read = async (headers: Record<string, string> = bearer) => (await web().visitor().get('/metrics', headers)).text()

test('the metrics are there for the token only; for everybody else it is a page that is not', async () => {
  const missing = await web().visitor().get('/no-such-page')
  for (const headers of [
    { authorization: '' },
    { authorization: 'Bearer' },
    { authorization: `Bearer ${token}x` },
    { authorization: token },
  ]) {
    const answer = await web().visitor().get('/metrics', headers)
    expect(answer.status).toBe(missing.status)
    expect(await answer.text()).not.toContain('tributary_')
  }
  const answer = await web().visitor().get('/metrics', bearer)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('without a token in the settings nobody reads them', async () => {
  const server = await serveMetrics({ metrics: web().world.metrics, token: undefined, port: 0, host: '127.0.0.1' })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization: 'Bearer undefined' } })
  expect(answer.status).toBe(404)
  server.close()
})

test('they tell what waits, what died, what was answered', async () => {
  const { world } = web()
  await world.redis.flushdb()
  const activityId = newId()
  await world.queue.add(fanOutJob, { activityId })
  const death = { queue: 'feeds', key: 'k', payload: {}, error: new Error('no'), isLost: false }
  await world.deadLetters.bury({ ...death, name: 'feeds.unknown' })
  await world.post(await world.person('alice'), 'waits')
  await web().visitor().get(`/posts/${activityId}`)
  await web().visitor().get('/@nobody-at-all/with/a/long/address')
  const text = await read()
  expect(text).toContain('tributary_jobs_waiting{queue="feeds"} 2')
  expect(text).toMatch(/tributary_jobs_oldest_waiting_seconds\{queue="feeds"\} (?!0$)\d/m)
  expect(text).toContain('tributary_dead_letters 1')
  expect(text).toMatch(/tributary_undelivered_oldest_seconds \d/)
  expect(text).toMatch(/tributary_http_request_seconds_count\{route="page",status="4xx"\} \d/)
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toContain(activityId)
})

test('they tell what the sweep asked for again', async () => {
  const { world } = web()
  const id = await world.post(await world.person('alice'), 'late')
  await world.db.activity.updateMany({ where: { objectId: id }, data: { recordedAt: new Date(Date.now() - 60_000) } })
  const sweep = jobsOf(world).find(({ name }) => name === 'feeds.sweep')
  await sweep?.run({})
  expect(await read()).toMatch(/tributary_fanout_redriven_total [1-9]/)
})

test('measurements have few values for a label', async () => {
  const { metrics } = web().world
  metrics.jobRan({ name: 'unknown', outcome: 'given-up', seconds: 0.2 })
  metrics.stageTook('skeleton', 0.001)
  metrics.cacheRead('post', 'process', 20)
  metrics.audited({ checked: 3, wrong: 1 })
  for (const followers of [0, 99, 100, 5_000, 2_000_000]) metrics.delivered({ followers, seconds: 1 })
  const text = await read()
  expect(text).toContain('tributary_job_seconds_count{name="unknown",outcome="given-up"} 1')
  expect(text).toContain('tributary_cache_reads_total{kind="post",level="process"} 20')
  expect(text).toContain('tributary_feed_audit_timelines_total{result="wrong"} 1')
  const sizes = [...text.matchAll(/fanout_lag_seconds_count\{followers="(.+?)"\} (\d)/g)].map(([, size, n]) => [
    size,
    n,
  ])
  expect(sizes).toEqual([
    ['<100', '2'],
    ['<1k', '1'],
    ['<10k', '1'],
    ['>=10k', '1'],
  ])
})

test('while Redis and Postgres are away the rest is told', async () => {
  const { env } = web().world
  const dead = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgresql://x:x@127.0.0.1:1/x' }
  const wiring = createWiring({ env: { ...env, ...dead }, role: 'web' })
  const { text } = await wiring.metrics.read()
  expect(text).not.toMatch(/^tributary_(jobs_waiting|dead_letters|undelivered_oldest_seconds)[ {]/m)
  expect(text).toContain('nodejs_heap_size_used_bytes')
  await wiring.close()
})

test('they tell how long deliveries and the parts of a read took, and where values came from', async () => {
  const { world } = web()
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  await world.drain()
  const before = await read()
  await world.post(alice, 'hello')
  await world.drain()
  expect(await world.home(bob)).toContain('hello')
  const after = await read()
  const grown = (name: string) => countOf(after, name) - countOf(before, name)
  expect(grown('tributary_fanout_lag_seconds_count{followers="<100"}')).toBe(1)
  for (const stage of ['sync', 'view', 'skeleton', 'rows', 'hydrate']) {
    expect([stage, grown(`tributary_feed_read_seconds_count{stage="${stage}"}`)]).not.toEqual([stage, 0])
  }
  expect(after).toMatch(/^tributary_cache_reads_total\{kind="feeds.following",level="\w+"\} [1-9]/m)
})

function countOf(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.split(' ')[1] ?? 0)
}
