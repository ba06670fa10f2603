import { type Barrier, barriers, closeQueues, holdFanOut } from '#test/support/fault-barrier.ts'
import type { Check } from '#test/support/fault-checks.ts'
import type { Answer } from '#test/support/fault-client.ts'
import type { Post, Write } from '#test/support/fault-desk.ts'
import { facts } from '#test/support/fault-facts.ts'
import { readToEnd } from '#test/support/fault-feeds.ts'
import { lookAtPost, lookEverywhere } from '#test/support/fault-look.ts'
import { invite, type Member } from '#test/support/fault-members.ts'
import { follow } from '#test/support/fault-ties.ts'
import { post } from '#test/support/fault-writes.ts'
import { until } from '#test/support/until.ts'
import { expectThat, type Fault, type Stage } from '../fault.ts'

const withinMs = 15_000
const looks = 5
const maxTries = 20
const betweenTriesMs = 500

/**
 * The reader, the bystander and the sharer follow the author, and the author follows the reader; the fan follows the
 * sharer only. `visitor`: nobody is signed in.
 */
export type People = Readonly<Record<'author' | 'reader' | 'bystander' | 'sharer' | 'fan', Member> & { visitor: null }>
/** Who looks for which post from now on, wherever it may be: what they must not meet is known to the facts. */
export type Hidden = readonly (readonly [who: Member | null, what: Post])[]

export type Race = Readonly<{
  id: string
  title: string
  /** What happens while the fan-out of `target` is held up. @throws when it did not */
  act: (stage: Stage, people: People, target: Post, barrier: Barrier) => Promise<Hidden>
  /** What happens when the race is over. */
  after?: (stage: Stage, people: People, target: Post, barrier: Barrier) => Promise<unknown>
  /** Who is to have it at home in the end. */
  kept: (people: People, barrier: Barrier) => readonly Member[]
}>

/** A fan-out is held up at each barrier, something happens that takes the post away from somebody, and it goes on. */
export function race(contest: Race): Fault {
  const { id, title, kept } = contest
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
          const has = await havingAtHome(stage, people, target)
          const due = kept(people, barrier).map(({ handle }) => handle)
          const is = `${has.sort().join(', ')} have the post instead of ${due.sort().join(', ')}`
          checks.push(expectThat(barrier, has.join() === due.join(), is))
        }
        return checks
      }
    },
  }
}

async function havingAtHome({ desk }: Stage, { visitor, ...members }: People, target: Post): Promise<string[]> {
  const has: string[] = []
  for (const member of Object.values(members)) {
    const home = await readToEnd(desk.client, member, '/api/feeds/home', { limit: 50, tries: maxTries })
    if (home.some((item) => item.id === target.id)) has.push(member.handle)
  }
  return has
}

/** Everybody, with home feeds that are warm. */
async function gather(stage: Stage): Promise<People> {
  const { cluster, community, desk } = stage
  const [author, reader, bystander, sharer, fan] = await invite(cluster.pool, community, [
    ...['author', 'reader', 'bystander', 'sharer', 'fan'],
  ])
  if (!author || !reader || !bystander || !sharer || !fan) throw new Error('nobody came')
  const everybody = [author, reader, bystander, sharer, fan]
  for (const one of everybody)
    for (const other of everybody) if (one !== other) desk.facts.certain(facts.unfollowed(one.id, other.id))
  for (const one of [reader, bystander, sharer]) await must(stage, follow(one, author))
  await must(stage, follow(author, reader))
  await must(stage, follow(fan, sharer))
  for (const one of [author, reader, sharer]) await post(desk, one, 'what was there before')
  await Promise.all(everybody.map((one) => untilWarm(stage, one)))
  return { author, reader, bystander, sharer, fan, visitor: null }
}

async function untilWarm({ cluster, desk }: Stage, member: Member): Promise<void> {
  await until(
    async () => {
      await desk.client.get(member, '/api/feeds/home')
      const slice = await cluster.wiring.timelines.read(`home:${member.id}`, { before: null, limit: 5 })
      return slice.state === 'warm' && slice.ids.length > 0 ? true : null
    },
    { withinMs, everyMs: 50 },
  )
}

async function raceAt(stage: Stage, barrier: Barrier, people: People, { act, after }: Race): Promise<Post> {
  const { cluster, desk } = stage
  await closeQueues(cluster)
  const target = await post(desk, people.author, 'in the race')
  if (!target) throw new Error('the post of the race was refused')
  const held = await holdFanOut(cluster, target.id, barrier)
  await held.reached
  const hidden = await act(stage, people, target, barrier)
  desk.history.note('raced', { barrier, target })
  const look = () => Promise.all(hidden.map(([who, what]) => lookEverywhere({ desk, who }, what)))
  await look()
  await held.release()
  for (let times = 0; times < looks; times += 1) await look()
  await after?.(stage, people, target, barrier)
  return target
}

/** A machine that is too slow answers 503, or not at all: then one asks again. */
async function insist<Answer>(ask: () => Promise<Answer>, isAnswered: (answer: Answer) => boolean, { pause }: Stage) {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask()
    if (isAnswered(answer) || tries === maxTries) return answer
    await pause(betweenTriesMs)
  }
}

const insistOn = (stage: Stage, write: Write) =>
  insist(
    () => stage.desk.write(write),
    ({ end }) => end !== 'unknown',
    stage,
  )

/** The status that each web process answers to one who asks. */
export async function statuses(stage: Stage, ask: (web: number) => Promise<Answer>): Promise<number[]> {
  const found: number[] = []
  for (let web = 0; web < stage.desk.client.webs; web += 1)
    found.push(
      (
        await insist(
          () => ask(web),
          ({ status }) => status !== 0 && status !== 503,
          stage,
        )
      ).status,
    )
  return found
}

/** @throws Error when it was not answered well */
export async function must(stage: Stage, write: Write): Promise<void> {
  const { end, result } = await insistOn(stage, write)
  if (end !== 'ok') throw new Error(`${write.name} of a race ended ${end}: ${result}`)
}

/** What must be refused from now on. */
export async function mustNot(stage: Stage, write: Write): Promise<void> {
  const { end, result } = await insistOn(stage, write)
  if (end !== 'refused') stage.desk.history.violate(`${write.name} by ${write.by.handle} ended ${end}: ${result}`)
}

/** Who may see a post from now on finds it on the next request, from each web process. */
export async function mustOpen(stage: Stage, people: readonly (Member | null)[], what: Post): Promise<void> {
  const { desk } = stage
  for (const who of people) {
    const found = await statuses(stage, (web) => lookAtPost({ desk, who, web }, what))
    if (found.some((status) => status !== 200))
      desk.history.violate(`I9: the page of ${what.id} answers ${who?.handle ?? 'a visitor'} ${found.join(' and ')}`)
  }
}
