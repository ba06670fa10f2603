import { bucketOf } from '#app/lib/bucket.ts'

/** The log's keys share one slot: its scripts use them together. */
export const logKeys = { log: 'cache:{log}', head: 'cache:{log}:head', open: 'cache:{log}:open' } as const

export function factKey(kind: string, id: string): string {
  return `cache:{c${bucketOf(id)}}:${kind}:${id}`
}
