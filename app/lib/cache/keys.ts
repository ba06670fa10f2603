/** Facts share hash slots, so that many are read in one call on Redis Cluster. */
const buckets = 64

/** The log's keys share one slot: its scripts use them together. */
export const logKeys = { log: 'cache:{log}', head: 'cache:{log}:head', open: 'cache:{log}:open' } as const

export function factKey(kind: string, id: string): string {
  return `cache:{c${bucketOf(id)}}:${kind}:${id}`
}

/** FNV-1a. */
export function bucketOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % buckets
}
