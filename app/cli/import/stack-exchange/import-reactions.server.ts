import type { CommonKind } from '#app/domain/posts/post-views.ts'
import { chunk } from '#app/lib/chunk.ts'
import type { Id } from '#app/lib/id.ts'
import { inBatches } from './batches.ts'
import { numberOf } from './digest.ts'
import { batchSize, type Importing, undamaged } from './importing.ts'
import type { Written } from './records.ts'
import { sourceKey } from './site.ts'
import { leaveOut } from './tally.ts'
import { drawVoters } from './voter-pool.ts'

type VotedPost = Readonly<{ id: Id; authorId: Id; createdAt: Date }>
type Reaction = Readonly<{ postId: Id; userId: Id; kind: CommonKind; createdAt: Date }>
/** Votes number `from` to `from + count - 1` of a post. */
export type Votes = Readonly<{ post: VotedPost; isUp: boolean; from: number; count: number; at: Date | null }>

/** Reactions written in one statement. */
const chunkSize = 2_000
const dayMs = 24 * 3600 * 1000

/** For dumps without a votes file: the score of a post counts as so many votes, up or down. */
export function importPostScores(run: Importing): Promise<void> {
  return importScores(run, 'post', undamaged(run.dump.rows('Posts'), run.readers.post))
}

/** Comments have nothing but a score in any dump. */
export function importCommentScores(run: Importing): Promise<void> {
  return importScores(run, 'comment', undamaged(run.dump.rows('Comments'), run.readers.comment))
}

async function importScores(run: Importing, kind: 'post' | 'comment', records: AsyncIterable<Written>): Promise<void> {
  for await (const batch of inBatches(records, batchSize)) {
    const scores = new Map(batch.map(({ id, score }) => [sourceKey(run.site, kind, id), score]))
    const posts = await run.target.posts.findImported({ keys: [...scores.keys()] })
    const votes = [...posts].map(([key, post]) => {
      const score = scores.get(key) ?? 0
      return { post, isUp: score > 0, from: 0, count: Math.abs(score), at: null }
    })
    await react(run, votes)
  }
}

/**
 * Writes votes as reactions of people of the site, because dumps do not say who voted. A post that has as many already
 * gets none: whoever joined since, its reactions stay those of the same people.
 */
export async function react(run: Importing, votes: readonly Votes[]): Promise<void> {
  const { people, tally, target } = run
  const postIds = [...new Set(votes.filter(({ count }) => count > 0).map(({ post }) => post.id))]
  if (postIds.length === 0) return
  const pool = people.voters.list()
  const held = await target.posts.findImportedReactors({ postIds })
  const reactors = new Map(postIds.map((id) => [id, new Set(held.get(id))]))
  const reactions = votes.flatMap((vote) => {
    const there = reactors.get(vote.post.id) ?? new Set()
    const missing = Math.min(vote.count, Math.max(0, vote.from + vote.count - there.size))
    const voters = drawVoters(pool, vote.post, { count: missing, except: there })
    for (const voter of voters) there.add(voter)
    tally.reactions.read += vote.count
    tally.reactions.alreadyThere += vote.count - missing
    if (voters.length < missing) leaveOut(tally.reactions, 'more votes than people', missing - voters.length)
    return voters.map((voter) => reactionOf(run, vote, voter))
  })
  for (const part of chunk(reactions, chunkSize)) {
    const { added } = await target.posts.reactMany({ reactions: part })
    tally.reactions.added += added
    tally.reactions.alreadyThere += part.length - added
  }
}

function reactionOf({ now }: Importing, { post, isUp, at }: Votes, userId: Id): Reaction {
  const seed = numberOf(`${post.id}:${userId}`)
  // A dump dates votes by the day, or not at all.
  const since = at === null || at < post.createdAt ? post.createdAt : at
  const createdAt = new Date(Math.min(since.getTime() + (seed % dayMs), Math.max(now.getTime(), since.getTime())))
  return { postId: post.id, userId, kind: isUp ? liking(seed) : 'sad', createdAt }
}

/** There is one way to vote up and several to like: seven of ten like, and the others love or thank. */
function liking(seed: number): CommonKind {
  const share = Math.floor(seed / dayMs) % 10
  if (share < 7) return 'like'
  return share < 9 ? 'thanks' : 'love'
}
