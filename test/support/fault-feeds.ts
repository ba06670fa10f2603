import { z } from 'zod'
import type { Client } from './fault-client.ts'
import type { Member } from './fault-members.ts'

const FeedItem = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  repostCount: z.number(),
  /** Who handed it on, when that is why it is there: the latest three, and how many there are. */
  reposts: z.object({ by: z.array(z.object({ id: z.string() })), count: z.number() }).nullable(),
  viewer: z.object({ isReposted: z.boolean() }),
  reactions: z.array(z.object({ kind: z.string(), count: z.number() })),
})
export type FeedItem = z.infer<typeof FeedItem>
export const FeedPage = z.object({ items: z.array(FeedItem), nextCursor: z.string().nullable() })

const maxPages = 500
const betweenTriesMs = 500

/**
 * A feed of the API, page by page to its end. @throws Error for an answer that is not a page, or pages without end
 * @param tries how often 503 may be answered: by a machine that is too slow, it is
 */
export async function readToEnd(
  client: Client,
  who: Member | null,
  path: string,
  { limit, tries = 1 }: { limit: number; tries?: number },
): Promise<FeedItem[]> {
  let left = tries
  const items: FeedItem[] = []
  let cursor = ''
  for (let pages = 0; pages < maxPages; pages += 1) {
    const { status, text } = await client.get(who, `${path}?${new URLSearchParams({ limit: String(limit), cursor })}`)
    if (status === 503 && left > 1) {
      left -= 1
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs))
      continue
    }
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`)
    const page = FeedPage.parse(JSON.parse(text))
    items.push(...page.items)
    if (page.nextCursor === null) return items
    if (page.items.length < limit) throw new Error(`${path}: a page of ${page.items.length} before the last`)
    cursor = page.nextCursor
  }
  throw new Error(`${path}: pages without end`)
}
