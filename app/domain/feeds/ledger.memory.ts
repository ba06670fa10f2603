import type { Id } from '#app/lib/id.ts'
import type { Follow, Ledger, Pull } from './ledger.ts'
import type { Activity, Entry, FeedId } from './types.ts'

type Row = Activity & {
  to: readonly FeedId[]
  order: number
  recordedAt: Date
  retracted: boolean
  finishedAt: Date | null
  isAside: boolean
  after: Id | null
}

/** The ledger in this process: for tests, and to read what the queries mean. Transactions do not roll back. */
export function createMemoryLedger({ now = () => new Date() }: { now?: () => Date } = {}): Ledger<null> {
  const activities = new Map<Id, Row>()
  const follows = new Map<string, Follow>()
  const pairOf = (pair: Omit<Follow, 'createdAt'>) => `${pair.followerId} ${pair.followeeId}`
  const isFollowing = (followerId: string, followeeId: Id) => follows.has(pairOf({ followerId, followeeId }))
  const ascending = (ids: Id[], after: Id | null, limit: number) =>
    ids
      .filter((id) => after === null || id > after)
      .sort()
      .slice(0, limit)

  function hasTwin({ foreignId, time }: Activity): boolean {
    if (foreignId === null) return false
    return [...activities.values()].some((row) => row.foreignId === foreignId && row.time.getTime() === time.getTime())
  }

  function belongs({ source, feed, owner }: Pull, row: Row): boolean {
    if (source.kind === 'addressed') return row.to.includes(feed)
    if (!source.verbs.includes(row.verb)) return false
    if (source.kind === 'everyone') return true
    return row.actorId === owner || (source.kind === 'following' && isFollowing(owner, row.actorId))
  }

  function find(feed: Pull, wanted: (row: Row) => boolean): Entry[] {
    return [...activities.values()]
      .filter((row) => !row.retracted && belongs(feed, row) && wanted(row))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .map(toEntry)
  }

  return {
    transaction: (work) => work(null),

    async record(_, list) {
      const recorded: Id[] = []
      for (const activity of list) {
        if (activities.has(activity.id) || hasTwin(activity)) continue
        const state = { recordedAt: now(), retracted: false, after: null, isAside: false, order: activities.size }
        const finishedAt = activity.isPending ? null : now()
        activities.set(activity.id, { ...activity, ...state, finishedAt })
        recorded.push(activity.id)
      }
      return recorded
    },

    async retract(_, { objectId, actorId, verb }) {
      for (const row of activities.values()) {
        const same = row.objectId === objectId && row.actorId === (actorId ?? row.actorId)
        if (same && row.verb === (verb ?? row.verb))
          Object.assign(row, { retracted: true, finishedAt: row.finishedAt ?? now() })
      }
    },

    async pull(feed, { before, limit }) {
      return find(feed, (row) => before === null || row.id < before).slice(0, limit)
    },

    async confirm(feed, ids) {
      return find(feed, (row) => ids.includes(row.id))
    },

    async getDelivery(id) {
      const row = activities.get(id)
      return row && !row.finishedAt && !row.isAside ? { entry: toEntry(row), after: row.after } : null
    },

    async saveDelivered(id, after) {
      const row = activities.get(id)
      if (row && !row.finishedAt) row.after = after
    },

    async finishDelivery(id) {
      const row = activities.get(id)
      if (row) row.finishedAt ??= now()
    },

    async setAside(ids, aside) {
      for (const id of ids) {
        const row = activities.get(id)
        if (row) row.isAside = aside
      }
    },

    async reopenDeliveries({ lastMs }) {
      const finished = [...activities.values()].flatMap((row) => (row.finishedAt ? [{ row, at: row.finishedAt }] : []))
      const newest = Math.max(...finished.map(({ at }) => at.getTime()))
      const reopened = finished.filter(({ row, at }) => !row.retracted && at.getTime() > newest - lastMs)
      for (const { row } of reopened) Object.assign(row, { finishedAt: null, after: null })
      return reopened.length
    },

    async findUnfinished({ recordedBefore, limit }) {
      return [...activities.values()]
        .filter((row) => !row.finishedAt && !row.isAside && row.recordedAt < recordedBefore)
        .sort((a, b) => a.order - b.order)
        .slice(0, limit)
        .map((row) => row.id)
    },

    async oldestUnfinished() {
      const open = [...activities.values()].filter((row) => !row.finishedAt && !row.isAside)
      return open.sort((a, b) => a.order - b.order)[0]?.recordedAt ?? null
    },

    async follow(_, list) {
      const added = list.filter((follow) => !follows.has(pairOf(follow)))
      for (const follow of added) follows.set(pairOf(follow), follow)
      return added
    },

    async unfollow(_, pair) {
      return follows.delete(pairOf(pair))
    },

    async findFollowers({ id, after, limit }) {
      const ids = [...follows.values()].filter((row) => row.followeeId === id).map((row) => row.followerId)
      return ascending(ids, after, limit)
    },

    async findFollowing({ id, after, limit }) {
      const ids = [...follows.values()].filter((row) => row.followerId === id).map((row) => row.followeeId)
      return ascending(ids, after, limit)
    },

    async followedAmong({ followerId, ids }) {
      return new Set(ids.filter((id) => isFollowing(followerId, id)))
    },

    async countFollowers(ids) {
      const counts = ids.map((id) => [id, [...follows.values()].filter((row) => row.followeeId === id).length] as const)
      return new Map(counts.filter(([, count]) => count > 0))
    },

    async countFollowing(id) {
      return [...follows.values()].filter((row) => row.followerId === id).length
    },
  }
}

function toEntry({ id, actorId, verb, objectId }: Row): Entry {
  return { id, actorId, verb, objectId }
}
