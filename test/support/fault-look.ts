import type { Answer } from './fault-client.ts'
import type { Desk, Post } from './fault-desk.ts'
import type { Look, Surface } from './fault-facts.ts'
import { type FeedItem, FeedPage } from './fault-feeds.ts'
import type { Member } from './fault-members.ts'

/** `web`: the number of the web process that is asked; any if absent. */
type Looking = Readonly<{ desk: Desk; who: Member | null; web?: number }>

/** Reads one page of a feed: what must not be in it (I2), and what is in it twice, is a violation. */
export async function lookAtFeed(looking: Looking, path: string, surface: Surface): Promise<Answer> {
  const { desk, who, web } = looking
  const answer = await desk.client.get(who, path, web)
  if (answer.status !== 200) return answer
  const { items } = FeedPage.parse(JSON.parse(answer.text))
  const look = { viewerId: who?.id ?? null, surface, at: answer.beganAt }
  const seen = new Set<string>()
  for (const item of items) {
    for (const what of wrongWith(item, look, desk))
      desk.history.violate(`I2: ${path} shows ${nameOf(looking)} ${item.id}, ${what}`)
    if (seen.has(item.id)) desk.history.violate(`I1: ${path} shows ${nameOf(looking)} ${item.id} twice`)
    seen.add(item.id)
  }
  return answer
}

function wrongWith({ id, author, reposts, viewer }: FeedItem, look: Look, { facts }: Desk): string[] {
  const isReposted = reposts !== null || viewer.isReposted
  const why = facts.whyHidden({ id, authorId: author.id, isReposted }, look)
  const unnamed = (reposts?.by ?? []).flatMap((sharer) => {
    const why = facts.whyUnnamed(sharer.id, id, look)
    return why ? [`handed on by ${sharer.id}, who ${why}`] : []
  })
  return why ? [`though ${why}`, ...unnamed] : unnamed
}

/**
 * Opens a page as a browser does: a post that must not be there, by its address in the text, is a violation. Who is muted may
 * be named as the one who is answered.
 */
export async function lookAtPage(looking: Looking, path: string): Promise<Answer> {
  const { desk, who, web } = looking
  const answer = await desk.client.open(who, path, web)
  if (answer.status !== 200) return answer
  const look = { viewerId: who?.id ?? null, surface: 'page', at: answer.beganAt } as const
  for (const id of new Set([...answer.text.matchAll(/\/posts\/([0-9a-f-]{36})/g)].map(([, id = '']) => id))) {
    const authorId = desk.authorOf(id)
    // Why it is on the page is not said in a form that a machine reads.
    const why = authorId && desk.facts.whyHidden({ id, authorId, isReposted: true }, look)
    if (why) desk.history.violate(`I2: the page ${path} shows ${nameOf(looking)} ${id}, though ${why}`)
  }
  return answer
}

/** Opens a post's own page: that it opens though it must not is a violation. */
export async function lookAtPost(looking: Looking, { id, authorId }: Post): Promise<Answer> {
  const { desk, who } = looking
  const answer = await lookAtPage(looking, `/posts/${id}`)
  if (answer.status !== 200) return answer
  const look = { viewerId: who?.id ?? null, surface: 'page', at: answer.beganAt } as const
  const why = desk.facts.whyHidden({ id, authorId, isReposted: false }, look)
  if (why) desk.history.violate(`I2: the page of ${id} opens for ${nameOf(looking)}, though ${why}`)
  return answer
}

/** Every place where this person could meet the post, in each web process. */
export async function lookEverywhere({ desk, who }: Omit<Looking, 'web'>, post: Post): Promise<void> {
  for (let web = 0; web < desk.client.webs; web += 1) {
    const looking = { desk, who, web }
    await Promise.all([
      who ? lookAtFeed(looking, '/api/feeds/home', 'home') : null,
      who ? lookAtPage(looking, '/') : null,
      lookAtFeed(looking, '/api/feeds/explore', 'feed'),
      lookAtFeed(looking, `/api/feeds/user/${post.authorId}`, 'page'),
      lookAtFeed(looking, `/api/feeds/replies/${post.authorId}`, 'page'),
      lookAtFeed(looking, `/api/posts/${post.id}/replies`, 'page'),
      lookAtPost(looking, post),
    ])
  }
}

const nameOf = ({ who, web }: Looking) => `${who?.handle ?? 'a visitor'}${web === undefined ? '' : ` (web ${web})`}`
