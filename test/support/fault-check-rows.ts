import type { Pool } from 'pg'
import type { Check } from './fault-checks.ts'
import type { Desk } from './fault-desk.ts'
import type { History } from './fault-history.ts'

/** I3: what was answered is there, what was refused is not, and a key made one row at most, whatever was retried. */
export async function checkPosts(pool: Pool, { operations }: History): Promise<Check> {
  const { rows } = await pool.query<{ id: string; key: string }>(
    `SELECT id, client_key AS key FROM post WHERE client_key IS NOT NULL`,
  )
  const byKey = grouped(rows, ({ key }) => key)
  const asked = grouped(
    operations.filter(({ name }) => name === 'post' || name === 'reply'),
    ({ about }) => about.clientKey ?? '',
  )
  const wrong: string[] = []
  for (const [key, tries] of asked) {
    const ids = (byKey.get(key) ?? []).map(({ id }) => id)
    const answered = new Set(tries.filter(({ end }) => end === 'ok').map(({ result }) => result))
    const isUnknown = tries.some(({ end }) => end === 'unknown' || end === null)
    if (ids.length > 1) wrong.push(`${key} made ${ids.length} posts`)
    if (answered.size > 1) wrong.push(`${key} was answered with ${[...answered].join(' and ')}`)
    if ([...answered].some((id) => !ids.includes(id))) wrong.push(`${key} was answered and is not there`)
    if (answered.size === 0 && !isUnknown && ids.length > 0) wrong.push(`${key} was refused and is there`)
  }
  return { name: 'I3 posts', compared: asked.size, wrong }
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group) group.push(value)
    else groups.set(keyOf(value), [value])
  }
  return groups
}

/** I3: rows of which clients are sure, and what no rows may ever say together. */
export async function checkRows(pool: Pool, desk: Desk): Promise<Check> {
  const { rows } = await pool.query<{ name: string; value: string }>(
    `SELECT 'follow ' || follower_id || ' ' || followee_id AS name, 'yes' AS value FROM follow WHERE until_id IS NULL
     UNION ALL SELECT 'reaction ' || user_id || ' ' || post_id, kind FROM reaction
     UNION ALL SELECT 'deleted ' || id, 'yes' FROM post WHERE deleted_at IS NOT NULL
     UNION ALL SELECT 'audience ' || id, audience FROM post
     UNION ALL SELECT 'repost ' || user_id || ' ' || post_id, 'yes' FROM repost
     UNION ALL SELECT 'block ' || blocker_id || ' ' || blocked_id, 'yes' FROM block
     UNION ALL SELECT 'mute ' || muter_id || ' ' || muted_id, 'yes' FROM mute
     UNION ALL SELECT 'bump ' || id, CASE WHEN bump_reposts THEN 'yes' ELSE 'no' END FROM "user"`,
  )
  const held = new Map(rows.map(({ name, value }) => [name, value]))
  const expected = desk.expectations()
  const wrong = expected.flatMap(([name, value]) => {
    const found = held.get(name) ?? (name.startsWith('reaction') ? '' : 'no')
    return found === value ? [] : [`${name} is "${found}", was answered "${value}"`]
  })
  return { name: 'I3 rows', compared: expected.length, wrong: [...wrong, ...(await contradictions(pool))] }
}

async function contradictions(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ words: string }>(
    `SELECT f.follower_id || ' follows ' || f.followee_id || ' across a block' AS words
     FROM follow f JOIN block b ON (b.blocker_id, b.blocked_id) IN
       ((f.follower_id, f.followee_id), (f.followee_id, f.follower_id))
     WHERE f.until_id IS NULL
     UNION ALL SELECT user_id || ' handed on ' || post_id || ' after it was deleted' FROM repost r
     WHERE EXISTS (SELECT 1 FROM post p WHERE p.id = r.post_id AND p.deleted_at < r.created_at)`,
  )
  return rows.map(({ words }) => words)
}
