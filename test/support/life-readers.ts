import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Id } from '#app/lib/id.ts'
import type { Wiring } from '#app/wiring.server.ts'
import type { TruePost } from './truth.ts'

/** What was true after each step, for each viewer. `isDelivered`: nothing was under way then. */
export type Moment = Readonly<{ homes: ReadonlyMap<Id, readonly TruePost[]>; isDelivered: boolean }>

type Shown = Readonly<{ id: Id; by: readonly Id[] }>
type Reading = Readonly<{ viewer: Viewer; from: number; to: number; shown: readonly Shown[] }>

const limit = 100

/**
 * People who read their home feeds all the time, each time by another process, while `moments` grows. What they saw is
 * judged afterwards: they may have seen the truth of any moment between the one before they asked and the one after.
 */
export function startReaders(
  processes: readonly Pick<Wiring, 'posts'>[],
  people: readonly Viewer[],
  moments: readonly Moment[],
) {
  const readings: Reading[] = []
  let isStopping = false

  async function run(): Promise<void> {
    for (let turn = 0; !isStopping; turn += 1) {
      const viewer = people[turn % people.length]
      const process = processes[turn % processes.length]
      if (!viewer || !process) return
      const from = moments.length - 1
      const { items } = await process.posts.feed({ feed: homeFeed(viewer.id), viewer, limit })
      const shown = items.map(({ id, reposts }) => ({ id, by: (reposts?.by ?? []).map((sharer) => sharer.id) }))
      readings.push({ viewer, from, to: moments.length, shown })
    }
  }

  const running = run()
  return {
    /** @returns what was wrong with what they saw */
    async stop(): Promise<string[]> {
      isStopping = true
      await running
      return readings.flatMap((reading) => wrongWith(reading, moments))
    },
  }
}

function wrongWith({ viewer, from, to, shown }: Reading, moments: readonly Moment[]): string[] {
  const meanwhile = moments.slice(from, to + 1).map(({ homes }) => homes.get(viewer.id) ?? [])
  const said = (what: string) => `${viewer.handle}, steps ${from} to ${to}: ${what}`
  const ids = shown.map(({ id }) => id)
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  const unseen = shown.filter(({ id }) => !meanwhile.some((home) => home.some((post) => post.id === id)))
  const unnamed = shown.flatMap(({ id, by }) =>
    by.filter((sharer) => !meanwhile.some((home) => home.some((post) => post.id === id && post.by.includes(sharer)))),
  )
  // What was delivered once and stays is there at all times.
  const delivered = moments.slice(0, from + 1).findLastIndex(({ isDelivered }) => isDelivered)
  const always = delivered < 0 ? [] : moments.slice(delivered, to + 1).map(({ homes }) => homes.get(viewer.id) ?? [])
  const staying = (always[0] ?? []).filter(({ id }) => always.every((home) => home.some((post) => post.id === id)))
  const missing = ids.length < limit ? staying.filter(({ id }) => !ids.includes(id)) : []
  return [
    ...twice.map((id) => said(`${id} is there twice`)),
    ...unseen.map(({ id }) => said(`${id} is there, and must not be`)),
    ...unnamed.map((id) => said(`${id} is named, and must not be`)),
    ...missing.map(({ id }) => said(`${id} is missing, and was there all the time`)),
  ]
}
