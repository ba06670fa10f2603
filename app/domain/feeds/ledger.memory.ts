import type { Id } from '#app/lib/id.ts'
import type { Source } from './define-feed.ts'
import { fits } from './filter.ts'
import { toFollowing } from './following.ts'
import { createMemoryFollows } from './follows.memory.ts'
import type { About, Delivery, Ledger, Pull, Span } from './ledger.ts'
import { createMemoryMarks } from './marks.memory.ts'
import { createMemoryPulledAuthors } from './pulled-authors.memory.ts'
import { type Activity, type Entry, type FeedId, madeObject } from './types.ts'

type Row = Activity & {
  to: readonly FeedId[]
  order: number
  recordedAt: Date
  retractedAt: Date | null
  finishedAt: Date | null
  isAside: boolean
  after: Id | null
}

/** The ledger in this process: for tests, and to read what the queries mean. Transactions do not roll back. */
export function createMemoryLedger({ now = () => new Date() }: { now?: () => Date } = {}): Ledger<null> {
  const activities = new Map<Id, Row>()
  const { methods: follows, windowsOf, feedsOf, membersOf, followersOf, shownTo } = createMemoryFollows()
  const pulled = createMemoryPulledAuthors({ now, shownTo })

  function hasTwin({ foreignId, time }: Activity): boolean {
    return foreignId !== null && standing().some((row) => isNamed(row, { foreignId, time }))
  }

  function takes(source: Source, { feed, owner, withoutPulled }: Pull, row: Row): boolean {
    if (source.kind === 'addressed') return row.to.includes(feed)
    if (source.kind === 'subscribed')
      return source.verbs.includes(row.verb) && feedsOf(owner).some((one) => row.to.includes(one))
    if (!source.verbs.includes(row.verb)) return false
    if (source.kind === 'everyone') return true
    if (source.kind === 'followingAt') {
      const following = toFollowing(windowsOf(owner))
      return following.levels.get(row.actorId) === source.level && following.shows(row.actorId, row.id)
    }
    if (source.kind === 'members') return membersOf(owner).includes(row.actorId)
    const isFollowed = source.kind === 'following' && toFollowing(windowsOf(owner)).shows(row.actorId, row.id)
    const isWritten = !withoutPulled || pulled.stateOf(row.actorId) !== 'settled'
    return row.actorId === owner || (isFollowed && isWritten)
  }

  const standing = () => [...activities.values()]
  const newestFirst = (a: Entry, b: Entry) => (a.id < b.id ? 1 : -1)
  const find = (wanted: (row: Row) => boolean): Entry[] =>
    standing()
      .filter((row) => !row.retractedAt && wanted(row))
      .sort(newestFirst)
      .map(toEntry)

  function grouped(keys: readonly Id[], entriesOf: (key: Id) => Entry[]): Map<Id, Entry[]> {
    return new Map(keys.map((key) => [key, entriesOf(key)] as const).filter(([, entries]) => entries.length > 0))
  }

  function deliveryOf(id: Id): Delivery | null {
    const row = activities.get(id)
    return row && !row.finishedAt && !row.isAside && !row.retractedAt
      ? { entry: toEntry(row), after: row.after, pulled: pulled.stateOf(row.actorId), recordedAt: row.recordedAt }
      : null
  }

  return {
    ...pulled.methods,
    ...createMemoryMarks(),
    ...follows,

    transaction: (work) => work(null),

    async record(_, list) {
      const recorded: Id[] = []
      for (const activity of list) {
        if (activities.has(activity.id) || hasTwin(activity)) continue
        const state = { recordedAt: now(), retractedAt: null, after: null, isAside: false, order: activities.size }
        const finishedAt = activity.isPending ? null : now()
        activities.set(activity.id, { ...activity, ...state, finishedAt })
        recorded.push(activity.id)
      }
      return recorded
    },

    async retract(_, about, { delivered = [], limit } = {}) {
      const rows = standing()
        .filter((row) => !row.retractedAt && isNamed(row, about))
        .slice(0, limit)
      const taken = rows.map((row) => ({ ...toEntry(row), to: row.to }))
      for (const row of rows) {
        const finishedAt = delivered.includes(row.verb) || madeObject(row) ? null : (row.finishedAt ?? now())
        Object.assign(row, { retractedAt: now(), finishedAt, after: null, to: [] })
      }
      return taken
    },

    async update(_, about, to) {
      const row = standing().find((one) => !one.retractedAt && isNamed(one, about))
      if (!row) return null
      const was = row.to
      Object.assign(row, to)
      const changed = [...new Set([...was, ...row.to])].filter((feed) => was.includes(feed) !== row.to.includes(feed))
      return { ...toEntry(row), to: changed }
    },

    async pull(pull, at) {
      const { from, to } = pull.filter ?? {}
      const matches = (source: Source, row: Row) =>
        takes(source, pull, row) && fits(row, source.kind === 'addressed' ? { from, to } : pull.filter)
      const entries = find((row) => isWithin(row.id, at) && pull.sources.some((source) => matches(source, row)))
      return (at.after ? entries.reverse() : entries).slice(0, at.limit)
    },

    async findEntries(ids) {
      return new Map(find(({ id }) => ids.includes(id)).map((entry) => [entry.id, entry]))
    },

    async addressedAmong({ ids, feeds }) {
      const addressed = standing().filter(({ id, to }) => ids.includes(id) && feeds.some((feed) => to.includes(feed)))
      return new Set(addressed.map(({ id }) => id))
    },

    async findAddresses(ids) {
      return new Map(
        standing().flatMap(({ id, to }) => (ids.includes(id) && to.length > 0 ? [[id, [...to].sort()]] : [])),
      )
    },

    async findNewestIn({ feeds, verbs, limit }) {
      const newest = (feed: FeedId) => find(({ to, verb }) => to.includes(feed) && verbs.includes(verb)).slice(0, limit)
      return new Map(feeds.map((feed) => [feed, newest(feed)]))
    },

    async findTellings({ objectIds, verbs, limit }) {
      return grouped(objectIds, (id) =>
        find(({ objectId, verb }) => objectId === id && verbs.includes(verb)).slice(0, limit),
      )
    },

    async findTellingsFor({ objectIds, verbs, owner }) {
      const actors = new Set([owner, ...windowsOf(owner).map(([id]) => id), ...membersOf(owner)])
      return grouped(objectIds, (id) =>
        find((row) => row.objectId === id && verbs.includes(row.verb) && (actors.has(row.actorId) || madeObject(row))),
      )
    },

    async findNewestBy({ actorIds, verbs, limit }) {
      return grouped(actorIds, (id) =>
        find(({ actorId, verb }) => actorId === id && verbs.includes(verb)).slice(0, limit),
      )
    },

    getDelivery: async (id) => deliveryOf(id),

    async takeUpDelivery({ id, limit }) {
      const delivery = deliveryOf(id)
      if (!delivery) return null
      const { entry, after, pulled } = delivery
      return { ...delivery, followers: pulled === 'no' ? followersOf(entry.actorId, after, limit) : [] }
    },

    async saveDelivered(id, after) {
      const row = activities.get(id)
      if (row && !row.finishedAt && !row.retractedAt) row.after = after
    },

    async finishDeliveries(ids) {
      for (const id of ids) {
        const row = activities.get(id)
        if (row && !row.retractedAt) row.finishedAt ??= now()
      }
    },

    async getWithdrawal(id) {
      const row = activities.get(id)
      return row?.retractedAt && !row.finishedAt && !row.isAside ? { entry: toEntry(row), after: row.after } : null
    },

    async saveWithdrawn(id, after) {
      const row = activities.get(id)
      if (row?.retractedAt && !row.finishedAt) row.after = after
    },

    async finishWithdrawal(id) {
      const row = activities.get(id)
      if (row?.retractedAt) row.finishedAt ??= now()
    },

    async purge({ retractedBefore, limit }) {
      const withdrawn = standing().flatMap((row) =>
        row.retractedAt && row.finishedAt ? [{ ...row, at: row.retractedAt }] : [],
      )
      const old = withdrawn.filter(({ at }) => at < retractedBefore).sort((a, b) => a.at.getTime() - b.at.getTime())
      return old.slice(0, limit).filter(({ id }) => activities.delete(id)).length
    },

    async setAside(ids, aside) {
      for (const id of ids) {
        const row = activities.get(id)
        if (row) row.isAside = aside
      }
    },

    async reopenDeliveries({ lastMs, verbs }) {
      const delivered = standing().filter((row) => !row.retractedAt && verbs.includes(row.verb))
      const finished = delivered.flatMap((row) => (row.finishedAt ? [{ row, at: row.finishedAt }] : []))
      const newest = Math.max(...finished.map(({ at }) => at.getTime()))
      const reopened = finished.filter(({ at }) => at.getTime() > newest - lastMs)
      for (const { row } of reopened) Object.assign(row, { finishedAt: null, after: null })
      return reopened.length
    },

    async findUnfinished({ recordedBefore, limit }) {
      return standing()
        .filter((row) => !row.finishedAt && !row.isAside && row.recordedAt < recordedBefore)
        .sort((a, b) => Number(a.retractedAt !== null) - Number(b.retractedAt !== null) || a.order - b.order)
        .slice(0, limit)
        .map((row) => row.id)
    },

    async oldestUnfinished() {
      const open = standing().filter((row) => !row.finishedAt && !row.isAside && !row.retractedAt)
      return open.sort((a, b) => a.order - b.order)[0]?.recordedAt ?? null
    },
  }
}

function isNamed(row: Row, about: About): boolean {
  if ('id' in about) return row.id === about.id
  if ('foreignId' in about) return row.foreignId === about.foreignId && row.time.getTime() === about.time.getTime()
  const { objectId, actorId = row.actorId, verb = row.verb } = about
  return row.objectId === objectId && row.actorId === actorId && row.verb === verb
}

function isWithin(id: Id, { before, after }: Span): boolean {
  return (!before || id < before) && (!after || id > after)
}

function toEntry({ id, actorId, verb, objectId }: Row): Entry {
  return { id, actorId, verb, objectId }
}
