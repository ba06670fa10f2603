import { inBatches } from './batches.ts'
import { react, type Votes } from './import-reactions.server.ts'
import { batchSize, fault, type Importing, recordsOf, undamaged } from './importing.ts'
import type { VoteRecord } from './records.ts'
import { sourceKey } from './site.ts'

/** Posts whose votes are counted in one reading of the file: 2 bytes each. */
const windowSize = 16 * 1024 * 1024

type Numbered = VoteRecord & { number: number }

/**
 * The votes file. A vote becomes the reaction of a person who is drawn by the vote's number among those of its post,
 * so that running it again draws the same one. Posts with larger ids have their votes counted in further readings,
 * which keeps the memory for that the same for every site.
 */
export async function importVotes(run: Importing, window = windowSize): Promise<void> {
  for (let from = 0, highest = 0; from <= highest; from += window) {
    const votesOf = new Uint16Array(window)
    const numbered = async function* (): AsyncGenerator<Numbered> {
      for await (const vote of votesIn(run, from === 0)) {
        highest = Math.max(highest, vote.postId)
        const at = vote.postId - from
        if (at < 0 || at >= window) continue
        const number = votesOf[at] ?? 0
        votesOf[at] = number + 1
        yield { ...vote, number }
      }
    }
    for await (const batch of inBatches(numbered(), batchSize)) await importBatch(run, batch)
  }
}

/** What is counted and reported belongs to the first reading. */
function votesIn(run: Importing, isFirst: boolean): AsyncIterable<VoteRecord> {
  const rows = run.dump.rows('Votes')
  return isFirst ? recordsOf(run, run.tally.votes, rows, run.readers.vote) : undamaged(rows, run.readers.vote)
}

async function importBatch(run: Importing, batch: readonly Numbered[]): Promise<void> {
  const keyOf = ({ postId }: VoteRecord) => sourceKey(run.site, 'post', postId)
  const posts = await run.target.posts.findImported({ keys: [...new Set(batch.map(keyOf))] })
  const votes: Votes[] = []
  for (const vote of batch) {
    const post = posts.get(keyOf(vote))
    if (post) votes.push({ post, isUp: vote.isUp, from: vote.number, count: 1, at: run.at(vote.createdAt) })
    else fault(run, run.tally.votes, vote.row, 'it is a vote on a post that is not here')
  }
  await react(run, votes)
}
