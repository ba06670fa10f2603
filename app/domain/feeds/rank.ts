// Ranking and guards as values: pure, and each with its own test. A feed that has a rank is declared with them.
import type { Id } from '#app/lib/id.ts'
import type { Entry } from './types.ts'

/** A row before it is given a place. */
export type Candidate = Readonly<{
  at: Id
  entries: readonly Entry[]
  ageMs: number
  /** What the caller knows of it (`Viewing.features`); empty unless it says something. */
  features: Readonly<Record<string, number>>
}>

/** Which rows are weighed, and how. */
export type Rank = Readonly<{
  /** So many of the newest rows; `limits.maxCandidates` at most. What is older follows in the order of time. */
  candidates: number
  /** The higher, the further up; of equals, the newer is above. */
  score: (candidate: Candidate) => number
}>

/** Changes what a rank has put in order: leaves some out, or puts them elsewhere. */
export type Guard = (ordered: readonly Candidate[]) => readonly Candidate[]

/** The candidates in the order that a reader is given. */
export function orderOf(candidates: readonly Candidate[], rank: Rank, guards: readonly Guard[]): readonly Candidate[] {
  const scored = candidates.map((candidate) => ({ candidate, score: rank.score(candidate) }))
  scored.sort((a, b) => b.score - a.score || (a.candidate.at < b.candidate.at ? 1 : -1))
  return guards.reduce<readonly Candidate[]>(
    (ordered, guard) => guard(ordered),
    scored.map(({ candidate }) => candidate),
  )
}

/** No more than `most` rows with the same key one after the other, as long as there are others to put between. */
export function apart(keyOf: (candidate: Candidate) => string, most: number): Guard {
  return (ordered) => {
    const waiting = [...ordered]
    const placed: Candidate[] = []
    while (waiting.length > 0) {
      const last = placed.slice(-most).map(keyOf)
      const isFull = (key: string) => last.length === most && last.every((one) => one === key)
      const next = Math.max(
        waiting.findIndex((candidate) => !isFull(keyOf(candidate))),
        0,
      )
      placed.push(...waiting.splice(next, 1))
    }
    return placed
  }
}
