import { type Barrier, barriers, closeQueues, holdFanOut } from '#test/support/fault-barrier.ts'
import type { Check } from '#test/support/fault-checks.ts'
import type { Post, Write } from '#test/support/fault-desk.ts'
import { readToEnd } from '#test/support/fault-feeds.ts'
import { lookEverywhere } from '#test/support/fault-look.ts'
import { invite, type Member } from '#test/support/fault-members.ts'
import { follow, post, remove, unfollow } from '#test/support/fault-writes.ts'
import { until } from '#test/support/until.ts'
import { expectThat, type Fault, type Stage } from '../fault.ts'

const withinMs = 15_000
const looks = 5

type People = Readonly<{ author: Member; reader: Member; bystander: Member }>
type Race = Readonly<{
  id: string
  title: string
  /** What happens while the fan-out of `target` is held up. @throws when it did not */
  act: (stage: Stage, people: People, target: Post) => Promise<void>
  /** Who must not meet the post from then on; null is a visitor. */
  hiddenFrom: (people: People) => readonly (Member | null)[]
  /** What happens when the race is over. */
  after?: (stage: Stage, people: People) => Promise<void>
  /** Whether the bystander, who also follows the author, is to have it in the end. */
  isKept: boolean
}>

/** A fan-out is held up at each barrier, something happens that takes the post away from somebody, and it goes on. */
function race(contest: Race): Fault {
  const { id, title, isKept } = contest
  return {
    id,
    title: `${title} racing fan-out, at ${barriers.length} barriers`,
    doors: true,
    perSecond: 15,
    quietWithinMs: 30_000,
    async run(stage) {
      const ends: { people: People; target: Post; barrier: Barrier }[] = []
      for (const barrier of barriers) {
        const people = await gather(stage)
        const target = await raceAt(stage, barrier, people, contest)
        ends.push({ people, target, barrier })
      }
      return async () => {
        const checks: Check[] = []
        for (const { people, target, barrier } of ends) {
          const home = await readToEnd(stage.desk.client, people.bystander, '/api/feeds/home', 50)
          const isThere = home.some((item) => item.id === target.id)
          checks.push(expectThat(barrier, isThere === isKept, `the bystander ${isThere ? 'has' : 'has not'} the post`))
        }
        return checks
      }
    },
  }
}

/** An author with two followers, whose home feeds are warm. */
async function gather({ cluster, community, desk }: Stage): Promise<People> {
  const [author, reader, bystander] = await invite(cluster.pool, community, ['author', 'reader', 'bystander'])
  if (!author || !reader || !bystander) throw new Error('nobody came')
  await desk.write(follow(reader, author))
  await desk.write(follow(bystander, author))
  await post(desk, author, 'what was there before')
  for (const { id } of [reader, bystander]) {
    const feed = `home:${id}` as const
    await until(
      async () => {
        await desk.client.get(id === reader.id ? reader : bystander, '/api/feeds/home')
        const slice = await cluster.wiring.timelines.read(feed, { before: null, limit: 5 })
        return slice.state === 'warm' && slice.ids.length === 1 ? true : null
      },
      { withinMs, everyMs: 50 },
    )
  }
  return { author, reader, bystander }
}

async function raceAt(stage: Stage, barrier: Barrier, people: People, { act, hiddenFrom, after }: Race): Promise<Post> {
  const { cluster, desk } = stage
  await closeQueues(cluster)
  const target = await post(desk, people.author, 'in the race')
  if (!target) throw new Error('the post of the race was refused')
  const held = await holdFanOut(cluster, target.id, barrier)
  await held.reached
  await act(stage, people, target)
  desk.history.note('raced', { barrier, target })
  const look = () => Promise.all(hiddenFrom(people).map((who) => lookEverywhere({ desk, who }, target)))
  await look()
  await held.release()
  for (let times = 0; times < looks; times += 1) await look()
  await after?.(stage, people)
  return target
}

/** @throws Error when it was not answered well */
async function must({ desk }: Stage, write: Write): Promise<void> {
  const { end, result } = await desk.write(write)
  if (end !== 'ok') throw new Error(`${write.name} of a race ended ${end}: ${result}`)
}

export const unfollowRaces = race({
  id: 'F-20',
  title: 'unfollow',
  act: (stage, { author, reader }) => must(stage, unfollow(reader, author)),
  hiddenFrom: ({ reader }) => [reader],
  isKept: true,
})

export const deleteRaces = race({
  id: 'F-21',
  title: 'delete',
  act: (stage, { author }, target) => must(stage, remove(author, target)),
  hiddenFrom: ({ author, reader, bystander }) => [author, reader, bystander, null],
  isKept: false,
})
