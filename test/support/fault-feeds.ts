import { z } from 'zod'
import type { Client } from './fault-client.ts'
import type { Member } from './fault-members.ts'

const FeedItem = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  reposts: z.unknown().optional(),
  viewer: z.object({ isReposted: z.boolean().optional() }),
  reactions: z.array(z.object({ kind: z.string(), count: z.number() })),
})
export type FeedItem = z.infer<typeof FeedItem>
export const FeedPage = z.object({ items: z.array(FeedItem), nextCursor: z.string().nullable() })

const maxPages = 500

/** A feed of the API, page by page to its end. @throws Error for an answer that is not a page, or pages without end */
export async function readToEnd(client: Client, who: Member | null, path: string, limit: number): Promise<FeedItem[]> {
  const items: FeedItem[] = []
  let cursor = ''
  for (let pages = 0; pages < maxPages; pages += 1) {
    const { status, text } = await client.get(who, `${path}?${new URLSearchParams({ limit: String(limit), cursor })}`)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`)
    const page = FeedPage.parse(JSON.parse(text))
    items.push(...page.items)
    if (page.nextCursor === null) return items
    if (page.items.length < limit) throw new Error(`${path}: a page of ${page.items.length} before the last`)
    cursor = page.nextCursor
  }
  throw new Error(`${path}: pages without end`)
}
