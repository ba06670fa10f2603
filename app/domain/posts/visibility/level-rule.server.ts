import type { Following } from '#app/domain/feeds/following.ts'
import type { Entry, Viewing } from '#app/domain/feeds/types.ts'
import { isWanted, toLevel } from '#app/domain/levels/level-rules.ts'
import type { Id } from '#app/lib/id.ts'
import type { CountsFact, PostFacts } from '../post-facts.ts'

type Facts = Pick<PostFacts, 'posts' | 'counts' | 'authors'>
type Rule = Required<Pick<Viewing<unknown>, 'learn' | 'shows'>>

/**
 * What a home feed shows of those of whom its reader wants less, or the best alone: some of their posts, and nothing that
 * they hand on. It is about who tells: a post that somebody else hands on is there by that. Null for who said nothing.
 */
export function levelRule(facts: Facts, { levels }: Following): Rule | null {
  const limited = new Map([...levels].filter(([, level]) => level !== 'more'))
  if (limited.size === 0) return null
  const wanted = new Set<Id>()
  return {
    async learn(entries) {
      const told = entries.filter(({ actorId, verb }) => verb === 'post' && limited.has(actorId))
      const ids = told.map(({ objectId }) => objectId)
      const [posts, counts, authors] = await Promise.all([
        facts.posts.get(ids),
        facts.counts.get(ids),
        facts.authors.get(told.map(({ actorId }) => actorId)),
      ])
      for (const [at, { actorId, objectId }] of told.entries()) {
        const [post, counted, author] = [posts[at], counts[at], authors[at]]
        if (!post || !counted || !author) continue
        const judged = { dayOrdinal: post.dayOrdinal, done: doneTo(counted), bestFrom: author.bestFrom }
        if (isWanted(toLevel(limited.get(actorId)), judged)) wanted.add(objectId)
      }
    },
    shows: ({ verb, actorId, objectId }: Entry) =>
      !limited.has(actorId) || (verb === 'repost' ? false : wanted.has(objectId)),
  }
}

/** Reactions and reposts, whoever they are by. */
function doneTo({ reactions, reposts }: CountsFact): number {
  return reactions.reduce((sum, { count }) => sum + count, reposts)
}
