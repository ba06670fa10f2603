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
 * Who else voted on a post: `count` people, never its author and nobody of `except`, from a place of the pool that
 * belongs to the post. Fewer when there are not as many people.
 */
export function drawVoters(
  pool: readonly Id[],
  post: { id: Id; authorId: Id },
  { count, except }: { count: number; except: ReadonlySet<Id> },
): Id[] {
  const start = numberOf(post.id)
  const voters: Id[] = []
  for (let place = 0; place < pool.length && voters.length < count; place += 1) {
    const voter = pool[(start + place) % pool.length]
    if (voter !== undefined && voter !== post.authorId && !except.has(voter)) voters.push(voter)
  }
  return voters
}
