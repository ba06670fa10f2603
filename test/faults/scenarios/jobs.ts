import type { JobType } from 'bullmq'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Check } from '#test/support/fault-checks.ts'
import type { Cluster } from '#test/support/fault-cluster.ts'
import { invite } from '#test/support/fault-members.ts'
import { untilQuiet } from '#test/support/fault-quiet.ts'
import { follow, unfollow } from '#test/support/fault-ties.ts'
import { post } from '#test/support/fault-writes.ts'
import { until } from '#test/support/until.ts'
import { expectThat, type Fault, type Stage } from '../fault.ts'

const quietWithinMs = 30_000
const untilEmpty = { withinMs: 20_000, everyMs: 10 }
/** A closed queue's jobs wait, too. */
const waiting: JobType[] = ['waiting', 'prioritized']
/** As in the product: a job may run again after its attempts, so copies get some, too. */
const kept = { removeOnComplete: true, attempts: 8, backoff: { type: 'exponential', delay: 500 } }

const feedsQueue = ({ queues }: Cluster) => {
  const [queue] = queues.queues
  if (!queue) throw new Error('there are no queues')
  return queue
}

/** Keeps the queue closed but for moments, and hands over what has gathered in between. */
async function gathering(
  { cluster, pause }: Stage,
  rounds: number,
  hand: (queue: Queue) => Promise<void>,
): Promise<void> {
  const queue = feedsQueue(cluster)
  for (let round = 0; round < rounds; round += 1) {
    await queue.pause()
    await pause(250)
    await hand(queue)
    await queue.resume()
    await until(async () => ((await queue.getJobCountByTypes(...waiting)) === 0 ? true : null), untilEmpty)
  }
}

type Queue = ReturnType<typeof feedsQueue>

export const threeTimes: Fault = {
  id: 'F-19',
  title: 'every job is there three times, two at once',
  quietWithinMs,
  async run(stage) {
    let copies = 0
    await gathering(stage, stage.isShort ? 12 : 150, async (queue) => {
      const jobs = await queue.getJobs(waiting)
      await queue.addBulk(jobs.flatMap(({ name, data }) => [1, 2].map(() => ({ name, data, opts: kept }))))
      copies += jobs.length * 2
    })
    return async () => [expectThat('copies', copies > 0, 'no job was there to be copied')]
  },
}

export const shuffled: Fault = {
  id: 'F-26',
  title: 'jobs in random order, 0 to 10 s late',
  quietWithinMs,
  async run(stage) {
    let late = 0
    await gathering(stage, 100, async (queue) => {
      const jobs = await queue.getJobs(waiting)
      for (const job of stage.random.shuffle(jobs)) {
        const { name, data } = job
        await job.remove()
        await queue.add(name, data, { ...kept, delay: stage.random.int(10_000) })
      }
      late += jobs.length
    })
    return async () => [expectThat('late jobs', late > 0, 'no job was there to be late')]
  },
}

/** The orders of three things. */
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]

export const followOrders: Fault = {
  id: 'F-23',
  title: 'follow, unfollow, follow: delivered in all 6 orders',
  doors: true,
  perSecond: 0,
  quietWithinMs,
  async run(stage) {
    const { cluster, community, desk } = stage
    const queue = feedsQueue(cluster)
    const pairs: string[][] = []
    let delivered = 0
    for (const order of orders) {
      const [author, reader] = await invite(cluster.pool, community, ['author', 'reader'])
      if (!author || !reader) throw new Error('nobody came')
      await post(desk, author, 'to be found')
      await untilQuiet(cluster, quietWithinMs)
      await queue.pause()
      await desk.write(follow(reader, author))
      await desk.client.get(reader, '/api/feeds/home')
      await desk.write(unfollow(reader, author))
      await desk.write(follow(reader, author))
      const jobs = (await queue.getJobs(waiting)).reverse()
      const wanted = order.flatMap((at) => jobs[at] ?? [])
      for (const job of jobs) await job.remove()
      await queue.resume()
      for (const { name, data } of wanted) {
        await queue.add(name, data, kept)
        await until(async () => ((await cluster.queues.left()) === 0 ? true : null), untilEmpty)
        delivered += 1
      }
      pairs.push([reader.id, author.id])
    }
    return async (): Promise<Check[]> => {
      const { rows } = await cluster.pool.query(
        'SELECT 1 FROM follow WHERE (follower_id::text || followee_id::text) = ANY($1)',
        [pairs.map((pair) => pair.join(''))],
      )
      const cold = await Promise.all(
        pairs.map(([reader = '']) => cluster.wiring.timelines.read(homeFeed(reader), { before: null, limit: 1 })),
      )
      return [
        expectThat('jobs', delivered >= orders.length * 2, `${delivered} jobs were delivered`),
        expectThat('one follow each', rows.length === pairs.length, `${rows.length} rows of ${pairs.length}`),
        expectThat(
          'timelines',
          cold.every(({ state }) => state === 'warm'),
          'a timeline is missing after two readings',
        ),
      ]
    }
  },
}
