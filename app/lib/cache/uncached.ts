import type { Cache } from './cache.ts'

/** A cache that holds nothing: each `get` loads. For what needs no Redis. */
export function createUncached(): Pick<Cache, 'shelf' | 'sync' | 'write'> {
  return {
    shelf: ({ name, load }) => ({ name, get: async (ids) => (ids.length === 0 ? new Map() : load(ids)) }),
    sync: async () => undefined,
    write: (work) => work(async () => undefined),
  }
}
