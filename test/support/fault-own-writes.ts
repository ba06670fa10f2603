import type { Desk, Post } from './fault-desk.ts'
import { FeedPage } from './fault-feeds.ts'
import type { Member } from './fault-members.ts'

/** I9: who was told that a post is there finds it on the next request, from any web process. */
export async function checkOwnPost(desk: Desk, by: Member, { id, isReply }: Post): Promise<void> {
  const page = await desk.client.get(by, `/posts/${id}`)
  if (page.status === 404) desk.history.violate(`I9: ${by.handle} does not find the page of ${id}`)
  const feeds = isReply ? [`/api/feeds/replies/${by.id}`] : ['/api/feeds/home', `/api/feeds/user/${by.id}`]
  for (const path of feeds) {
    const { status, text } = await desk.client.get(by, path)
    if (status !== 200) continue
    const { items } = FeedPage.parse(JSON.parse(text))
    if (!items.some((item) => item.id === id)) desk.history.violate(`I9: ${by.handle} does not find ${id} in ${path}`)
  }
}
