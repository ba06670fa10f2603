import type { Pool } from 'pg'
import type { Cluster } from './fault-cluster.ts'

const everyMs = 100

/** Activities that are still to be delivered. */
export async function outboxLength(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM activity WHERE fanned_out_at IS NULL AND set_aside_at IS NULL',
  )
  return rows[0]?.count ?? 0
}

/**
 * Waits until nothing is to be delivered and no job waits or runs.
 * @returns after how many ms; null when that did not happen within the time
 */
export async function untilQuiet({ pool, queues }: Pick<Cluster, 'pool' | 'queues'>, withinMs: number) {
  const from = performance.now()
  while (performance.now() - from < withinMs) {
    const left = (await outboxLength(pool)) + (await queues.left())
    if (left === 0) return Math.round(performance.now() - from)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  return null
}
