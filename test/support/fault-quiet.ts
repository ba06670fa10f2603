import type { Pool } from 'pg'
import { logKeys } from '#app/lib/cache/keys.ts'
import type { Cluster } from './fault-cluster.ts'

const everyMs = 100
type Quieted = Pick<Cluster, 'pool' | 'queues' | 'wiring'>

/** Activities that are still to be delivered. */
export async function outboxLength(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM activity WHERE fanned_out_at IS NULL AND set_aside_at IS NULL',
  )
  return rows[0]?.count ?? 0
}

/** Writes that have begun and have not told the caches. */
const openWrites = ({ wiring }: Pick<Cluster, 'wiring'>) => wiring.redis.zcard(logKeys.open)

/**
 * Waits until nothing is to be delivered and no job waits or runs; `withCaches`: and every write has told the caches.
 * @returns after how many ms; null when that did not happen within the time
 */
export async function untilQuiet(cluster: Quieted, withinMs: number, { withCaches = false } = {}) {
  const { pool, queues } = cluster
  const from = performance.now()
  while (performance.now() - from < withinMs) {
    const left = (await outboxLength(pool)) + (await queues.left()) + (withCaches ? await openWrites(cluster) : 0)
    if (left === 0) return Math.round(performance.now() - from)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  return null
}
