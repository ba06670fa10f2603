import { Readable } from 'node:stream'
import sharp from 'sharp'
import { limits } from '#app/domain/feeds/types.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { Bench } from './bench.ts'
import { seedFollowers } from './followers.ts'
import { toReport } from './report.ts'
import { insert } from './seed.ts'
import { median, quantile } from './statistics.ts'
import { openWorld, type World } from './world.ts'

const photo = { width: 4000, height: 3000 }
const snapshot = { width: 1600, height: 1200 }
/** Between two deliveries, as in the busy hour of a site: a worker is not to be full before the first image comes. */
const pauseMs = 15
const mb = 1024 * 1024

/**
 * A photo of 12 megapixels on an idle worker, from the bytes to the row that says that it is ready. Then 200 uploads in a
 * row, prepared by the process that delivers posts to 1,000 followers meanwhile: what becomes of the deliveries, and of the
 * process's memory.
 */
export const media: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('worker')
  const owner = newId()
  await insert(world.client, 'user', { id: 'uuid', handle: 'text', name: 'text' }, [
    { id: owner, handle: 'ana', name: 'Ana' },
  ])
  const [large, small] = [await makePhoto(photo), await makePhoto(snapshot)]

  say('a photo of 12 megapixels')
  const photos: number[] = []
  for (let turn = 0; turn < (isQuick ? 5 : 21); turn += 1) {
    const startedAt = performance.now()
    await prepare(world, owner, large)
    if (turn > 0) photos.push(performance.now() - startedAt)
  }

  const { author } = await seedFollowers(world, limits.fanOutChunk)
  const deliver = await deliveries(world, author)
  await deliver.during(sleep(1_000))
  const uploads = isQuick ? 20 : 200
  say('deliveries alone')
  const alone = await deliver.during(sleep(isQuick ? 4_000 : 20_000))
  say(`deliveries beside ${uploads} uploads in a row`)
  const memory: number[] = []
  const beside = await deliver.during(
    (async () => {
      for (let done = 0; done < uploads; done += 1) {
        await prepare(world, owner, small)
        memory.push(process.memoryUsage.rss() / mb)
      }
    })(),
  )
  const half = memory.length >> 1
  return toReport({
    bench: 'media',
    unit: 'ms',
    headline: 'a photo of 12 megapixels, ready',
    samples: photos,
    cases: [
      {
        name: 'a photo of 12 megapixels, ready',
        value: median(photos),
        floor: null,
        goal: { of: 'value', is: 'at most', limit: 2_000 },
        facts: { p99_ms: quantile(photos, 0.99) },
      },
      {
        name: `p99 of deliveries, beside ${uploads} uploads`,
        value: quantile(beside, 0.99),
        floor: quantile(alone, 0.99),
        goal: { of: 'ratio', is: 'at most', limit: 1.25 },
        facts: { median_ms: median(beside), alone_median_ms: median(alone), deliveries: beside.length },
      },
      {
        name: 'memory of the worker, second half of them against the first',
        unit: 'MB',
        value: median(memory.slice(half)) - median(memory.slice(0, half)),
        floor: null,
        goal: { of: 'value', is: 'at most', limit: 20 },
        facts: { rss_mb: memory.at(-1) ?? 0 },
      },
    ],
  })
}

/** Detail of several sizes, as a photo has; some 3 MB at 12 megapixels. */
async function makePhoto({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const
  const grain = sharp({ create: { width: width >> 2, height: height >> 2, channels: 3, background: '#000', noise } })
  return sharp(await grain.png().toBuffer())
    .resize(width, height)
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** @throws Error when the image is not ready then: a failure would be a fast one */
async function prepare({ media, db }: World, owner: Id, file: Buffer): Promise<void> {
  const body = Readable.from([file], { objectMode: false })
  const { id } = await media.upload({ owner: { id: owner }, kind: 'post', body, bytes: file.length })
  await media.duties.process({ mediaId: id })
  const { state } = await db.media.findUniqueOrThrow({ where: { id }, select: { state: true } })
  if (state !== 'ready') throw new Error(`the image is ${state}`)
  // As if it were posted: what waits is limited.
  await db.media.update({ where: { id }, data: { postId: id, eraseAt: null } })
}

async function deliveries({ client, feeds }: World, author: Id) {
  async function deliver(): Promise<number> {
    const activityId = newId()
    await client.query(
      `INSERT INTO activity (id, actor_id, verb, object_id, time) VALUES ($1, $2, 'post', $1, now())`,
      [activityId, author],
    )
    const startedAt = performance.now()
    await feeds.duties.fanOut({ activityId })
    return performance.now() - startedAt
  }
  return {
    /** @returns milliseconds of each delivery until the work is done */
    async during(work: Promise<unknown>): Promise<number[]> {
      const times: number[] = []
      let isDone = false
      const end = work.finally(() => {
        isDone = true
      })
      while (!isDone) {
        times.push(await deliver())
        await sleep(pauseMs)
      }
      await end
      return times
    },
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
