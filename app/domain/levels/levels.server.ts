import { reviewBest } from './best-from.server.ts'
import type { LevelsDeps } from './deps.ts'
import { listLevels, readLevel, setLevel } from './own-levels.server.ts'

type Input<Verb extends (deps: never, input: never) => unknown> = Parameters<Verb>[1]

/** The door to how much of somebody a follower wants (docs/decisions/034-how-much-of-somebody.md). */
export function createLevels(deps: LevelsDeps) {
  return {
    /** @throws NotFound where the viewer does not follow them; and so does the next, and Invalid past 100 of whom more is wanted */
    of: (query: Input<typeof readLevel>) => readLevel(deps, query),
    set: (command: Input<typeof setLevel>) => setLevel(deps, command),
    /** @throws Invalid for a cursor that is none */
    all: (query: Input<typeof listLevels>) => listLevels(deps, query),
    /** Finds out anew what does well for those of whom somebody wants the best alone. */
    reviewBest: () => reviewBest(deps),
  }
}
