import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mentionsFeed } from '#app/domain/feeds/declarations.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { askingDb, readHomePosts, readPages, seenPost, toBeSeen } from '#test/support/checker.ts'
import { createLife, type Life, lifeSettings } from '#test/support/life.ts'
import { type Moment, startReaders } from '#test/support/life-readers.ts'
import { anyStep, type Step } from '#test/support/life-steps.ts'
import { holds } from '#test/support/property.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { mentionTruths } from '#test/support/truth.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld(lifeSettings)
let other: Wiring
let compared = 0
const newLivesWithinMs = 40_000

beforeAll(() => {
  other = secondWiring(world, lifeSettings)
})
afterAll(() => other.close())

/** Lives through the steps while people read. With nothing under way, what is read is the truth, page by page. */
async function live(life: Life, steps: readonly Step[]): Promise<void> {
  const moments: Moment[] = [await life.moment()]
  const readers = startReaders([world, other], life.people, moments)
  try {
    for (const step of steps) {
      await life.do(step)
      const moment = await life.moment()
      moments.push(moment)
      if (moment.isDelivered) await compare(life, moment, `after ${JSON.stringify(step)}`)
    }
  } finally {
    expect(await readers.stop()).toEqual([])
  }
}

/** Each viewer's home feed to its end, in small pages or large ones, by one process or the other. */
async function compare({ people }: Life, { homes }: Moment, when: string): Promise<void> {
  compared += 1
  const ids = people.map(({ id }) => id)
  const mentions = await mentionTruths(askingDb(world), ids)
  for (const [turn, viewer] of people.entries()) {
    const [process, limit] = (compared + turn) % 2 === 0 ? [world, 3] : [other, 100]
    const seen = (await readHomePosts(process, viewer, limit)).map(seenPost)
    expect(seen, `home of ${viewer.handle} ${when}`).toEqual((homes.get(viewer.id) ?? []).map(toBeSeen))
    const mentioning = (await readPages(process, { viewer, feed: mentionsFeed(viewer.id), limit })).flat()
    expect(
      mentioning.map(({ id }) => id),
      `mentions of ${viewer.handle} ${when}`,
    ).toEqual(mentions.get(viewer.id))
  }
}

test('whatever people do, nobody sees what they may not, and in quiet every home feed is the truth', async () => {
  let hasFailed = false
  const begunBefore = performance.now() + newLivesWithinMs
  const property = fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40 }), async (steps) => {
    // A slow machine lives fewer lives; one that failed is made shorter still.
    if (!hasFailed && performance.now() > begunBefore) return
    hasFailed = true
    const life = await createLife(world)
    await live(life, steps)
    await life.deliver()
    await compare(life, await life.moment(), 'in the end')
    // Timelines that were cold have been asked for.
    await world.drain()
    await compare(life, await life.moment(), 'when all are built')
    hasFailed = false
  })
  await holds(property, 50, { withinMs: 110_000 })
}, 120_000)
