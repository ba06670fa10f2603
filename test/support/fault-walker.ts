import type { Desk } from './fault-desk.ts'
import { facts } from './fault-facts.ts'
import { type FeedItem, readToEnd } from './fault-feeds.ts'
import type { Community } from './fault-members.ts'

const betweenWalksMs = 1_500

/**
 * I8: walks a home feed in small pages while others write: nothing twice, and nothing skipped that was there before the
 * walk began and was not taken away meanwhile.
 */
export function startWalker(desk: Desk, { observer }: Community) {
  let isStopping = false
  let walks = 0

  async function walk(): Promise<void> {
    const before = await readToEnd(desk.client, observer, '/api/feeds/home', 100)
    const items = await readToEnd(desk.client, observer, '/api/feeds/home', 15)
    walks += 1
    const ids = new Set(items.map(({ id }) => id))
    if (ids.size < items.length) desk.history.violate(`I8: a walk met ${items.length - ids.size} posts twice`)
    const skipped = before.filter((item) => !ids.has(item.id) && mustStay(item))
    if (skipped.length > 0) desk.history.violate(`I8: a walk skipped ${skipped.map(({ id }) => id).join(' ')}`)
  }

  /** Somebody may have begun to take it away: a deletion that was asked for counts from the asking. */
  function mustStay({ id, author }: FeedItem): boolean {
    const asked = desk.history.operations.some(({ name, about }) => name === 'delete' && about.id === id)
    return !asked && !desk.facts.isCertain(facts.suspended(author.id))
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      // While a server is away there are no pages to walk over.
      await walk().catch((error: unknown) => desk.history.note('a walk was broken off', { why: String(error) }))
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
