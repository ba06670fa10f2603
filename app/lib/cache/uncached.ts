import type { Cache } from './cache.ts'

/** A cache that holds nothing: each `get` loads. For what needs no Redis. */
export function createUncached(): Pick<Cache, 'shelf' | 'sync' | 'write'> {
  return {
    shelf: ({ name, load }) => ({
      name,
      async get(ids) {
        const loaded = ids.length === 0 ? null : await load(ids)
        return ids.map((id) => loaded?.get(id))
      },
      placeFor: () => ({ isFree: () => false, fill: () => undefined, leave: () => undefined }),
    }),
    sync: async () => undefined,
    write: (work) =>
      work(
        async () => undefined,
        () => undefined,
      ),
  }
}
