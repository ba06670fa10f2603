import type { Pool } from 'pg'
import { chunk } from '#app/lib/chunk.ts'
import type { Cluster } from './fault-cluster.ts'
import type { Desk } from './fault-desk.ts'
import { type FeedItem, readToEnd } from './fault-feeds.ts'
import type { History } from './fault-history.ts'
import type { Community, Member } from './fault-members.ts'
import { outboxLength } from './fault-quiet.ts'
import { homeTruths, reactionTruths } from './fault-truth.ts'

const readersAtOnce = 4

/** A promise that was held to the tables: how much was compared, and what was wrong. */
export type Check = Readonly<{ name: string; compared: number; wrong: readonly string[] }>

/** I1 and I4: each member's home feed to its end, with its counts, twice: the first reading may build the timeline. */
export async function checkHomes({ pool }: Pick<Cluster, 'pool'>, desk: Desk, community: Community): Promise<Check[]> {
  const { members, observer, celebrity, guests } = community
  const everybody = [...members, observer, celebrity, ...guests]
  const truths = await homeTruths(
    pool,
    everybody.map(({ id }) => id),
  )
  const reactions = await reactionTruths(pool)
  const [homes, counts]: [string[], string[]] = [[], []]
  let compared = 0
  async function check(member: Member, limit: number): Promise<void> {
    const items = await readToEnd(desk.client, member, '/api/feeds/home', limit)
    const ids = items.map(({ id }) => id)
    homes.push(...differences(ids, truths.get(member.id) ?? []).map((what) => `home of ${member.handle}: ${what}`))
    for (const item of items) counts.push(...wrongCounts(item, reactions.get(item.id) ?? ''))
    compared += items.length
  }
  for (const limit of [100, 37]) {
    for (const part of chunk(everybody, readersAtOnce)) await Promise.all(part.map((member) => check(member, limit)))
  }
  return [
    { name: 'I1 homes', compared: everybody.length * 2, wrong: homes },
    { name: 'I4 counts', compared, wrong: counts },
  ]
}

function wrongCounts({ id, reactions }: FeedItem, truth: string): string[] {
  const shown = reactions
    .map(({ kind, count }) => `${kind} ${count}`)
    .sort()
    .join(', ')
  return shown === truth ? [] : [`${id} shows "${shown}", is "${truth}"`]
}

function differences(shown: readonly string[], truth: readonly string[]): string[] {
  if (shown.join() === truth.join()) return []
  const missing = truth.filter((id) => !shown.includes(id))
  const extra = shown.filter((id) => !truth.includes(id))
  const twice = shown.filter((id, at) => shown.indexOf(id) !== at)
  const found = Object.entries({ missing, extra, twice }).filter(([, ids]) => ids.length > 0)
  if (found.length === 0) return ['out of order']
  return found.map(([what, ids]) => `${ids.length} of ${truth.length} ${what}: ${ids.slice(0, 3).join(' ')}`)
}

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
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return groups
}

/** I3: rows of which clients are sure. */
export async function checkRows(pool: Pool, desk: Desk): Promise<Check> {
  const { rows } = await pool.query<{ name: string; value: string }>(
    `SELECT 'follow ' || follower_id || ' ' || followee_id AS name, 'yes' AS value FROM follow WHERE until_id IS NULL
     UNION ALL SELECT 'reaction ' || user_id || ' ' || post_id, kind FROM reaction
     UNION ALL SELECT 'deleted ' || id, 'yes' FROM post WHERE deleted_at IS NOT NULL
     UNION ALL SELECT 'repost ' || user_id || ' ' || post_id, 'yes' FROM repost
     UNION ALL SELECT 'block ' || blocker_id || ' ' || blocked_id, 'yes' FROM block
     UNION ALL SELECT 'mute ' || muter_id || ' ' || muted_id, 'yes' FROM mute`,
  )
  const held = new Map(rows.map(({ name, value }) => [name, value]))
  const expected = desk.expectations()
  const wrong = expected.flatMap(([name, value]) => {
    const found = held.get(name) ?? (name.startsWith('reaction') ? '' : 'no')
    return found === value ? [] : [`${name} is "${found}", was answered "${value}"`]
  })
  return { name: 'I3 rows', compared: expected.length, wrong }
}

/** I6 and I7: nothing waits to be delivered, and no job was given up. */
export async function checkJobs({ pool, queues }: Pick<Cluster, 'pool' | 'queues'>): Promise<Check[]> {
  const left = await outboxLength(pool)
  const { rows } = await pool.query<{ words: string }>(
    `SELECT name || ' ' || key || ': ' || error AS words FROM dead_letter WHERE is_dead`,
  )
  return [
    { name: 'I6 outbox', compared: 1, wrong: left === 0 ? [] : [`${left} activities wait`] },
    { name: 'I7 jobs', compared: 1, wrong: [...(await queues.failed()), ...rows.map(({ words }) => words)] },
  ]
}
