import type { Id } from '#app/lib/id.ts'
import { toFollowing } from './following.ts'
import type { Follow, Follows, FollowWindow, Pair } from './ledger.ts'
import type { FeedId } from './types.ts'

type Row = Follow & { untilId: Id | null; level: string | null }

/** Who follows whom, and who is on which list, in this process. */
export function createMemoryFollows() {
  const follows = new Map<string, Row>()
  const members = new Set<string>()
  const feeds = new Map<Id, Set<FeedId>>()
  const pairOf = ({ followerId, followeeId }: Pair) => `${followerId} ${followeeId}`
  const followed = () => [...follows.values()].filter(({ untilId }) => untilId === null)
  const ascending = (ids: Id[], after: Id | null, limit: number) =>
    ids
      .filter((id) => after === null || id > after)
      .sort()
      .slice(0, limit)

  function windowsOf(owner: string): FollowWindow[] {
    const own = [...follows.values()].filter(({ followerId }) => followerId === owner)
    const people = own
      .map(
        ({ followeeId, sinceId, untilId, level }): FollowWindow =>
          sinceId || untilId || level ? [followeeId, sinceId ?? null, untilId, level] : [followeeId],
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return [...people, ...feedsOf(owner).map((feed): FollowWindow => [feed])]
  }

  function feedsOf(owner: string): FeedId[] {
    return [...(feeds.get(owner) ?? [])].sort()
  }

  function membersOf(owner: string): Id[] {
    const prefix = `${owner} `
    return [...members].flatMap((member) => (member.startsWith(prefix) ? [member.slice(prefix.length)] : []))
  }

  function followersOf(id: Id, after: Id | null, limit: number): Id[] {
    const ids = followed().flatMap((row) => (row.followeeId === id ? [row.followerId] : []))
    return ascending(ids, after, limit)
  }

  /** All who follow somebody, or did and keep the history. */
  function shownTo(id: Id): Id[] {
    return [...follows.values()].flatMap((row) => (row.followeeId === id ? [row.followerId] : []))
  }

  const methods: Follows<null> = {
    async follow(_, list) {
      const added: Pair[] = []
      for (const follow of list) {
        const { followerId, followeeId } = follow
        const held = follows.get(pairOf(follow))
        if (held && held.untilId === null) continue
        follows.set(pairOf(follow), { ...follow, untilId: null, level: null })
        added.push({ followerId, followeeId })
      }
      return added
    },

    async unfollow(_, { untilId, ...pair }) {
      const held = follows.get(pairOf(pair))
      if (!untilId || !held) return follows.delete(pairOf(pair))
      if (held.untilId !== null) return false
      Object.assign(held, { untilId, level: null })
      return true
    },

    async setLevel(_, { level, ...pair }) {
      const held = follows.get(pairOf(pair))
      if (!held || held.untilId !== null) return false
      held.level = level
      return true
    },

    async setFollowedFeed(_, { followerId, feed }, isFollowed) {
      const own = feeds.get(followerId) ?? new Set()
      feeds.set(followerId, own)
      if (isFollowed) own.add(feed)
      else own.delete(feed)
      return own.size
    },

    async setMember(_, { ownerId, actorId }, isMember) {
      const member = `${ownerId} ${actorId}`
      if (isMember) members.add(member)
      else members.delete(member)
    },

    async clearMembers(_, ownerId) {
      for (const actorId of membersOf(ownerId)) members.delete(`${ownerId} ${actorId}`)
    },

    async findMembers(ownerId) {
      return new Set(membersOf(ownerId))
    },

    async findFollowWindows(ids) {
      return new Map(ids.map((id) => [id, windowsOf(id)] as const).filter(([, windows]) => windows.length > 0))
    },

    findFollowers: async ({ id, after, limit }) => followersOf(id, after, limit),

    async findFollowing({ id, after, limit }) {
      const ids = followed().flatMap((row) => (row.followerId === id ? [row.followeeId] : []))
      return ascending(ids, after, limit)
    },

    async followedAmong({ followerId, ids }) {
      const following = toFollowing(windowsOf(followerId))
      return new Set(ids.filter((id) => following.has(id)))
    },

    async countFollowers(ids) {
      const counts = ids.map((id) => [id, followed().filter((row) => row.followeeId === id).length] as const)
      return new Map(counts.filter(([, count]) => count > 0))
    },

    async countFollowing(id) {
      return followed().filter((row) => row.followerId === id).length
    },
  }
  return { methods, windowsOf, feedsOf, membersOf, followersOf, shownTo }
}
