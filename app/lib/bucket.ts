/** Keys share hash slots, so that many are used in one call on Redis Cluster. */
const buckets = 64

/** The bucket of an id, 0 to 63. FNV-1a: stable across processes and releases, since keys outlive both. */
export function bucketOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % buckets
}
