import type { Id } from '#app/lib/id.ts'
import { numberOf } from './digest.ts'

/** More people than any post has votes, and few enough to hold. */
const poolSize = 4_096

/**
 * People who may be said to have voted, as dumps do not say who did. Of all who are added it holds those with the
 * smallest numbers: the same people whatever the order, in memory that does not grow.
 */
export function createVoterPool(size = poolSize) {
  let held = new Map<Id, number>()
  let sorted: Id[] | null = null

  function trim() {
    const smallest = [...held].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).slice(0, size)
    held = new Map(smallest)
  }

  return {
    add(key: string, id: Id) {
      if (held.has(id)) return
      held.set(id, numberOf(key))
      sorted = null
      if (held.size > 2 * size) trim()
    },
    /** In an order of their own. */
    list(): readonly Id[] {
      if (!sorted) {
        trim()
        sorted = [...held.keys()]
      }
      return sorted
    },
  }
}

/**
 * Who gave the votes number `from` to `from + count - 1` of a post: never its author, nobody twice, and the same
 * people each time. Fewer when there are not as many people.
 */
export function drawVoters(
  pool: readonly Id[],
  post: { id: Id; authorId: Id },
  { from, count }: { from: number; count: number },
): Id[] {
  const start = numberOf(post.id)
  const atPlace = (place: number) => pool[(start + place) % pool.length]
  const author = pool.indexOf(post.authorId)
  const authorsPlace =
    author === -1 ? Number.POSITIVE_INFINITY : (author - (start % pool.length) + pool.length) % pool.length
  const others = pool.length - (author === -1 ? 0 : 1)
  const voters: Id[] = []
  for (let vote = from; vote < Math.min(from + count, others); vote += 1) {
    const voter = atPlace(vote < authorsPlace ? vote : vote + 1)
    if (voter !== undefined) voters.push(voter)
  }
  return voters
}
