import { expectThat, type Fault } from '../fault.ts'

const quietWithinMs = 30_000

const killed = ({ id, title, isKept }: { id: string; title: string; isKept: boolean }): Fault => ({
  id,
  title,
  quietWithinMs,
  async run({ cluster, prober, isShort, pause }) {
    const from = prober.reads.length
    await cluster.redis.kill()
    if (!isKept) cluster.redis.forget()
    await pause(isShort ? 2_000 : 10_000)
    await cluster.redis.start()
    const failed = prober.reads.slice(from).filter(({ status }) => status !== 200 && status !== 404)
    return async () => [
      expectThat(
        'pages without Redis',
        failed.length === 0,
        `${failed.length} failed: ${failed[0]?.what} ${failed[0]?.status}`,
      ),
    ]
  },
})

export const redisKilled = killed({ id: 'F-05', title: 'kill -9 Redis with its log of writes, restart', isKept: true })
export const redisLost = killed({ id: 'F-06', title: 'kill -9 Redis that keeps nothing, restart empty', isKept: false })

export const redisFlushed: Fault = {
  id: 'F-08',
  title: 'FLUSHALL under load',
  quietWithinMs,
  async run({ cluster, isShort, pause }) {
    const times = isShort ? 2 : 10
    for (let time = 0; time < times; time += 1) {
      await cluster.wiring.redis.flushall()
      await pause(2_000)
    }
    return null
  },
}

export const redisHangs: Fault = {
  id: 'F-11',
  title: 'Redis hangs (SIGSTOP)',
  quietWithinMs,
  async run({ cluster, prober, isShort, pause }) {
    const from = prober.reads.length
    cluster.redis.freeze()
    await pause(isShort ? 5_000 : 20_000)
    const during = prober.reads.slice(from)
    cluster.redis.thaw()
    const took = during.map(({ tookMs }) => tookMs).sort((a, b) => a - b)
    const p99 = Math.round(took[Math.floor((took.length - 1) * 0.99)] ?? 0)
    return async () => [expectThat('p99 < 2 s', p99 < 2_000, `p99 ${p99} ms of ${took.length} reads`)]
  },
}
