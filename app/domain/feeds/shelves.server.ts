import type { Cache, Shelf } from '#app/lib/cache/cache.ts'
import type { Id } from '#app/lib/id.ts'
import { deliveredVerbs, groupedVerbs, subscribedVerbs, verbsAtLevels } from './define-feed.ts'
import { kinds } from './facts.ts'
import { type Following, toFollowing } from './following.ts'
import type { FollowWindow, Ledger } from './ledger.ts'
import type { FeedMarks } from './marks.ts'
import { type Entry, type FeedId, isFeedId, limits } from './types.ts'

/** What the feeds read from caches: facts about activities and follows, none about who looks. */
export type FeedShelves = Readonly<{
  entries: Shelf<Entry>
  /** Newest first, `maxTellings` and one more: then there are others. */
  tellings: Shelf<readonly Entry[]>
  /** The newest of each actor that timelines take, `timelineLength` at most, newest first. */
  outboxes: Shelf<readonly Entry[]>
  /** The last few of these, for who has done them. */
  own: Shelf<readonly Entry[]>
  /** What was seen and read, by feed. */
  marks: Shelf<FeedMarks>
  /** The newest of each actor that feeds take besides, of whom more is wanted, `timelineLength` at most, newest first. */
  besides: Shelf<readonly Entry[]>
  /** The newest that are addressed to each feed, of verbs that some feed takes from there, `timelineLength` at most. */
  addressed: Shelf<readonly Entry[]>
  /** Where an activity is addressed to. */
  addresses: Shelf<readonly FeedId[]>
  followingOf: (id: Id) => Promise<Following>
  /** Whose activities are merged at read. */
  pulledActors: () => Promise<readonly Id[]>
}>

/** What was done to an object is held up to here; who is shown more than that is asked of the ledger. */
export const maxTellings = 64

/** What somebody did in the seconds in which it may be missing in their own timeline: more than anybody does. */
const ownHeld = 20

const all = 'all'
const nobody = toFollowing([])

type Facts =
  | 'findEntries'
  | 'findTellings'
  | 'findNewestBy'
  | 'findNewestIn'
  | 'findAddresses'
  | 'findFollowWindows'
  | 'findPulledActors'
  | 'findMarks'
type Deps = { cache: Pick<Cache, 'shelf'>; ledger: Pick<Ledger<never>, Facts> }

export function createShelves({ cache, ledger }: Deps): FeedShelves {
  const following = cache.shelf<readonly FollowWindow[]>({
    name: kinds.following,
    shape: 3,
    load: (ids) => ledger.findFollowWindows(ids),
    maxHeld: 2_000_000,
    weigh: (windows) => windows.length + 1,
  })
  const pulled = cache.shelf<readonly Id[]>({
    name: kinds.pulled,
    load: async () => new Map([[all, await ledger.findPulledActors()]]),
  })
  /** By the held value: it is another one when somebody follows anew. */
  const known = new WeakMap<readonly FollowWindow[], Following>()
  return {
    entries: cache.shelf<Entry>({ name: kinds.entry, load: (ids) => ledger.findEntries(ids), maxHeld: 100_000 }),
    tellings: cache.shelf<readonly Entry[]>({
      name: kinds.tellings,
      shape: 2,
      load: (objectIds) => ledger.findTellings({ objectIds, verbs: groupedVerbs(), limit: maxTellings + 1 }),
      maxHeld: 200_000,
      weigh: (entries) => entries.length,
    }),
    outboxes: cache.shelf<readonly Entry[]>({
      name: kinds.outbox,
      load: (actorIds) => ledger.findNewestBy({ actorIds, verbs: deliveredVerbs(), limit: limits.timelineLength }),
      maxHeld: 200_000,
      weigh: (entries) => entries.length,
    }),
    own: cache.shelf<readonly Entry[]>({
      name: kinds.own,
      load: (actorIds) => ledger.findNewestBy({ actorIds, verbs: deliveredVerbs(), limit: ownHeld }),
      maxHeld: 200_000,
      weigh: (entries) => entries.length + 1,
    }),
    besides: cache.shelf<readonly Entry[]>({
      name: kinds.besides,
      load: (actorIds) => ledger.findNewestBy({ actorIds, verbs: verbsAtLevels(), limit: limits.timelineLength }),
      maxHeld: 200_000,
      weigh: (entries) => entries.length + 1,
    }),
    marks: cache.shelf<FeedMarks>({
      name: kinds.marks,
      load: (feeds) => ledger.findMarks(feeds),
      maxHeld: 200_000,
      weigh: (held) => Object.keys(held).length + 1,
    }),
    addressed: cache.shelf<readonly Entry[]>({
      name: kinds.addressed,
      load: (feeds) =>
        ledger.findNewestIn({ feeds: feeds.filter(isFeedId), verbs: subscribedVerbs(), limit: limits.timelineLength }),
      maxHeld: 200_000,
      weigh: (entries) => entries.length + 1,
    }),
    addresses: cache.shelf<readonly FeedId[]>({
      name: kinds.addresses,
      load: (ids) => ledger.findAddresses(ids),
      maxHeld: 100_000,
    }),
    async followingOf(id) {
      const [windows] = await following.get([id])
      if (!windows) return nobody
      const held = known.get(windows)
      if (held) return held
      const fresh = toFollowing(windows)
      known.set(windows, fresh)
      return fresh
    },
    pulledActors: async () => (await pulled.get([all]))[0] ?? [],
  }
}
