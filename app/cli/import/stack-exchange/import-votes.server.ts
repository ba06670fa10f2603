import { inBatches } from './batches.ts'
import { react, type Votes } from './import-reactions.server.ts'
import { batchSize, fault, type Importing, recordsOf, undamaged } from './importing.ts'
import type { VoteRecord } from './records.ts'
import { sourceKey } from './site.ts'

/** Post ids whose votes are counted in one reading of the file: 2 bytes each. */
const windowSize = 16 * 1024 * 1024

/**
 * The votes file. Votes are numbered among those of their post, so that running it again knows which are there.
 * Posts with larger ids have their votes counted in further readings, one for each window of ids that has posts here:
 * that keeps the memory the same for every site, and a vote on a post that is not here costs its own row.
 */
export async function importVotes(run: Importing, window = windowSize): Promise<void> {
  const windows = new Set([0])
  // A set hands out what it is given while it is gone through.
  for (const current of windows) {
    const votesOf = new Uint16Array(window)
    for await (const batch of inBatches(votesIn(run, { current, window }), batchSize)) {
      const votes: Votes[] = []
      for (const { post, postId, isUp, createdAt } of await withPosts(run, batch, { isFirst: current === 0 })) {
        windows.add(Math.floor(postId / window))
        if (Math.floor(postId / window) !== current) continue
        const from = votesOf[postId % window] ?? 0
        votesOf[postId % window] = from + 1
        votes.push({ post, isUp, from, count: 1, at: run.at(createdAt) })
      }
      await react(run, votes)
    }
  }
}

/** All votes in the first reading, which counts and reports them; then those of one window. */
async function* votesIn(
  run: Importing,
  { current, window }: { current: number; window: number },
): AsyncGenerator<VoteRecord> {
  const rows = run.dump.rows('Votes')
  if (current === 0) return yield* recordsOf(run, run.tally.votes, rows, run.readers.vote)
  for await (const vote of undamaged(rows, run.readers.vote))
    if (Math.floor(vote.postId / window) === current) yield vote
}

/** The votes whose post is here, with it. */
async function withPosts(run: Importing, batch: readonly VoteRecord[], { isFirst }: { isFirst: boolean }) {
  const keyOf = ({ postId }: VoteRecord) => sourceKey(run.site, 'post', postId)
  const posts = await run.target.posts.findImported({ keys: [...new Set(batch.map(keyOf))] })
  return batch.flatMap((vote) => {
    const post = posts.get(keyOf(vote))
    if (post) return [{ ...vote, post }]
    if (isFirst) fault(run, run.tally.votes, vote.row, 'it is a vote on a post that is not here')
    return []
  })
}
