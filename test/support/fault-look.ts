import type { Answer } from './fault-client.ts'
import type { Desk, Post } from './fault-desk.ts'
import type { Surface } from './fault-facts.ts'
import { FeedPage } from './fault-feeds.ts'
import type { Member } from './fault-members.ts'

type Looking = Readonly<{ desk: Desk; who: Member | null }>

/** Reads one page of a feed: what must not be in it (I2), and what is in it twice, is a violation. */
export async function lookAtFeed({ desk, who }: Looking, path: string, surface: Surface): Promise<Answer> {
  const answer = await desk.client.get(who, path)
  if (answer.status !== 200) return answer
  const { items } = FeedPage.parse(JSON.parse(answer.text))
  const seen = new Set<string>()
  for (const { id, author, reposts, viewer } of items) {
    const shown = { id, authorId: author.id, isReposted: Boolean(reposts) || viewer.isReposted === true }
    const why = desk.facts.whyHidden(shown, who?.id ?? null, surface, answer.beganAt)
    if (why) desk.history.violate(`I2: ${path} shows ${id} to ${nameOf(who)}, though ${why}`)
    if (seen.has(id)) desk.history.violate(`I1: ${path} shows ${id} twice to ${nameOf(who)}`)
    seen.add(id)
  }
  return answer
}

/** Opens a post's own page: that it opens though it must not is a violation. */
export async function lookAtPost({ desk, who }: Looking, { id, authorId }: Post): Promise<Answer> {
  const answer = await desk.client.get(who, `/posts/${id}`)
  if (answer.status !== 200) return answer
  const why = desk.facts.whyHidden({ id, authorId, isReposted: false }, who?.id ?? null, 'page', answer.beganAt)
  if (why) desk.history.violate(`I2: the page of ${id} opens for ${nameOf(who)}, though ${why}`)
  return answer
}

/** Every place where this person could meet the post. */
export async function lookEverywhere(looking: Looking, post: Post): Promise<void> {
  await Promise.all([
    looking.who ? lookAtFeed(looking, '/api/feeds/home', 'home') : null,
    lookAtFeed(looking, '/api/feeds/explore', 'feed'),
    lookAtFeed(looking, `/api/feeds/user/${post.authorId}`, 'page'),
    lookAtPost(looking, post),
  ])
}

const nameOf = (who: Member | null) => who?.handle ?? 'a visitor'
