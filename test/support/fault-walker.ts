import type { Desk } from './fault-desk.ts'
import { type FeedItem, readToEnd } from './fault-feeds.ts'
import { now } from './fault-history.ts'
import type { Community, Member } from './fault-members.ts'

const betweenWalksMs = 1_000
/** What may take a post out of a feed, or down in it. */
const takingAway: readonly string[] = ['delete', 'audience', 'unrepost']
/** What was asked for so long before is done by now. */
const underWayMs = 15_000

/**
 * I8: walks home feeds in small pages while others write: nothing twice, and nothing skipped that was there before the
 * walk began and was not taken away meanwhile.
 */
export function startWalker(desk: Desk, { observers }: Community) {
  let isStopping = false
  let walks = 0

  async function walk(observer: Member): Promise<void> {
    const beganAt = now()
    const before = await readToEnd(desk.client, observer, '/api/feeds/home', { limit: 100 })
    const items = await readToEnd(desk.client, observer, '/api/feeds/home', { limit: 15 })
    walks += 1
    const touched = touchedSince(beganAt - underWayMs)
    const stays = ({ id, author }: FeedItem) => !touched.has(id) && !touched.has(author.id)
    const ids = items.map(({ id }) => id)
    const twice = items.filter((item, at) => ids.indexOf(item.id) !== at && stays(item))
    if (twice.length > 0) violate(observer, 'met twice', twice)
    const walked = new Set(ids)
    const skipped = before.filter((item) => !walked.has(item.id) && stays(item))
    if (skipped.length > 0) violate(observer, 'skipped', skipped)
  }

  function violate({ handle }: Member, what: string, items: readonly FeedItem[]): void {
    desk.history.violate(`I8: a walk of ${handle} ${what}: ${items.map(({ id }) => id).join(' ')}`)
  }

  /** Posts, and people who were suspended. Somebody may have begun: what was asked for counts from the asking. */
  function touchedSince(at: number): Set<string | undefined> {
    const operations = desk.history.operations.filter(
      ({ beganAt, end }) => beganAt > at || end === null || end === 'unknown',
    )
    return new Set([
      ...operations.filter(({ name }) => takingAway.includes(name)).map(({ about }) => about.id),
      ...operations.filter(({ name }) => name.endsWith('suspend')).map(({ about }) => about.personId),
    ])
  }

  async function run(): Promise<void> {
    for (let turn = 0; !isStopping; turn += 1) {
      const observer = observers[turn % observers.length]
      // While a server is away there are no pages to walk over.
      if (observer)
        await walk(observer).catch((error: unknown) => desk.history.note('a walk was broken off', { why: `${error}` }))
      await new Promise((resolve) => setTimeout(resolve, betweenWalksMs))
    }
  }

  const running = run()
  return {
    walks: () => walks,
    async stop(): Promise<void> {
      isStopping = true
      await running
    },
  }
}
