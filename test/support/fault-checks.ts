import type { Pool } from 'pg'
import { chunk } from '#app/lib/chunk.ts'
import type { Cluster } from './fault-cluster.ts'
import type { Desk } from './fault-desk.ts'
import { type FeedItem, readToEnd } from './fault-feeds.ts'
import type { Community, Member } from './fault-members.ts'
import { outboxLength } from './fault-quiet.ts'
import { type Ask, countTruths, homeTruths, type TruePost } from './truth.ts'

const readersAtOnce = 4
const maxTries = 20

/** A promise that was held to the tables: how much was compared, and what was wrong. */
export type Check = Readonly<{ name: string; compared: number; wrong: readonly string[] }>

export const asking =
  (pool: Pool): Ask =>
  async (sql, values) =>
    (await pool.query(sql, [...values])).rows

/** I1 and I4: each member's home feed to its end, with its counts, twice: the first reading may build the timeline. */
export async function checkHomes({ pool }: Pick<Cluster, 'pool'>, desk: Desk, community: Community): Promise<Check[]> {
  const everybody = [...community.members, ...community.observers, community.celebrity, ...community.guests]
  const truths = await homeTruths(
    asking(pool),
    everybody.map(({ id }) => id),
  )
  const trueCounts = await countTruths(asking(pool))
  const [homes, sharers, counts]: [string[], string[], string[]] = [[], [], []]
  let compared = 0
  async function check(member: Member, limit: number): Promise<void> {
    const items = await readToEnd(desk.client, member, '/api/feeds/home', { limit, tries: maxTries })
    const truth = truths.get(member.id) ?? []
    const said = (what: string) => `home of ${member.handle}: ${what}`
    homes.push(...differences(idsOf(items), idsOf(truth)).map(said))
    const by = new Map(truth.map((post) => [post.id, post.by]))
    for (const item of items) {
      counts.push(...wrongCounts(item, trueCounts.get(item.id) ?? ''))
      sharers.push(...wrongSharers(item, by.get(item.id) ?? []).map(said))
    }
    compared += items.length
  }
  for (const limit of [100, 37]) {
    for (const part of chunk(everybody, readersAtOnce)) await Promise.all(part.map((member) => check(member, limit)))
  }
  return [
    { name: 'I1 homes', compared: everybody.length * 2, wrong: homes },
    { name: 'I1 sharers', compared, wrong: sharers },
    { name: 'I4 counts', compared, wrong: counts },
  ]
}

const idsOf = (posts: readonly Pick<TruePost, 'id'>[]) => posts.map(({ id }) => id)

function wrongCounts({ id, reactions, repostCount }: FeedItem, truth: string): string[] {
  const shown = [...reactions, ...(repostCount > 0 ? [{ kind: 'reposted', count: repostCount }] : [])]
    .map(({ kind, count }) => `${kind} ${count}`)
    .sort()
    .join(', ')
  return shown === truth ? [] : [`${id} shows "${shown}", is "${truth}"`]
}

function wrongSharers({ id, reposts }: FeedItem, truth: readonly string[]): string[] {
  const shown = `${reposts?.count ?? 0}: ${(reposts?.by ?? []).map((sharer) => sharer.id).join(' ')}`
  const due = `${truth.length}: ${truth.slice(0, 3).join(' ')}`
  return shown === due ? [] : [`${id} is handed on by ${shown} instead of ${due}`]
}

function differences(shown: readonly string[], truth: readonly string[]): string[] {
  if (shown.join() === truth.join()) return []
  const missing = truth.filter((id) => !shown.includes(id))
  const extra = shown.filter((id) => !truth.includes(id))
  const twice = shown.filter((id, at) => shown.indexOf(id) !== at)
  const found = Object.entries({ missing, extra, twice }).filter(([, ids]) => ids.length > 0)
  if (found.length > 0)
    return found.map(([what, ids]) => `${ids.length} of ${truth.length} ${what}: ${ids.slice(0, 3).join(' ')}`)
  const at = shown.findIndex((id, index) => id !== truth[index])
  return [`out of order: ${shown[at]} instead of ${truth[at]} at ${at} of ${truth.length}`]
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
