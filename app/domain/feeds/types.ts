// The vocabulary (README.md explains it). This file imports only the id type: the core knows ids, never bodies.
import type { Id } from '#app/lib/id.ts'

/** Who did what to what, when. */
export type Activity = Readonly<{
  /** UUIDv7; the order of every feed is the order of these ids. */
  id: Id
  actorId: Id
  verb: string
  objectId: Id
  targetId: Id | null
  time: Date
  /** With `time` unique, so that a retry makes no second activity. */
  foreignId: string | null
  /** Further facts, at most `maxDataBytes` as JSON. */
  data: JsonObject | null
}>

export type JsonObject = { readonly [key: string]: JsonValue }
type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[]

/** What a caller publishes. */
export type NewActivity = {
  id?: Id
  actorId: Id
  verb: string
  objectId: Id
  targetId?: Id
  time?: Date
  foreignId?: string
  data?: JsonObject
  /** Further feeds it is addressed to, at most `maxAddresses`. */
  to?: readonly FeedId[]
}

/** `group:owner`. The owner is any id: an account, a tag, a place. */
export type FeedId = `${string}:${string}`

export function isFeedId(id: string): id is FeedId {
  return id.includes(':')
}

/** An entry of a feed, before its object is loaded. */
export type Entry = Readonly<{ id: Id; actorId: Id; verb: string; objectId: Id }>

/**
 * Whether an activity made its object: then the two have one id. When it is taken back, all that was done to the object is
 * taken back behind it.
 */
export function madeObject({ id, objectId }: Entry): boolean {
  return id === objectId
}

/** What one place of a page shows: one entry, or several that the feed's declaration puts together. */
export type Row<Item> = Readonly<{
  /** Where it stands: the id of one of its entries. */
  at: Id
  /** Newest first: of those that the viewer is shown. */
  entries: readonly Entry[]
  /** The objects of the entries, each once, in the order of the entries. */
  items: readonly Item[]
  /** Of feeds that track it: whether the owner was shown this row as it stands, or did it themselves. */
  isSeen?: boolean
  /** Of feeds that track it: whether the owner opened this row as it stands, or did it themselves. */
  isRead?: boolean
}>

/** What one viewer is shown. Visibility is decided here, at each read, and nowhere else. */
export type Viewing<Item> = Readonly<{
  /** Whether what is done to an object later moves it up; false: it stays where it was first put. */
  bumps: boolean
  /** Of these people, those whose doings the viewer is shown. */
  seeActors: (ids: ReadonlySet<Id>) => Promise<ReadonlySet<Id>>
  /** Before `shows` is asked of these; absent where nothing need be found out. */
  learn?: (entries: readonly Entry[]) => Promise<void>
  /** Of what they do, whether the viewer is shown this; all of it unless told. */
  shows?: (entry: Entry) => boolean
  /** The objects of entries by id; what the viewer may not see is absent. */
  hydrate: (entries: readonly Entry[]) => Promise<ReadonlyMap<Id, Item>>
  /** What a ranked feed is to weigh, by the place of the row; absent rows have no features. */
  features?: (rows: readonly Row<Item>[]) => Promise<ReadonlyMap<Id, Readonly<Record<string, number>>>>
}>

/** Narrows a feed. All that is given must hold. */
export type Filter = Readonly<{
  verbs?: readonly string[]
  actorIds?: readonly Id[]
  /** Addressed to one of these feeds, too. */
  addressedTo?: readonly FeedId[]
  from?: Date
  /** Before this, itself left out. */
  to?: Date
}>

export type Page<Item> = Readonly<{
  items: readonly Item[]
  /** Opaque; pass it back for what comes below. Null at the end of the feed. */
  nextCursor: string | null
}>

/** A page that can be read on from both of its ends. `prevCursor`: for what comes above (`after`). */
export type TwoWayPage<Item> = Page<Item> & Readonly<{ prevCursor: string | null }>

export const limits = {
  maxPage: 100,
  maxAddresses: 25,
  /** Feeds that somebody follows beside people. */
  maxFollowedFeeds: 100,
  maxDataBytes: 4096,
  /** Ids that a timeline keeps; Postgres goes on below them. */
  timelineLength: 400,
  /** Entries past `timelineLength` before a timeline is trimmed. */
  timelineSlack: 50,
  /** Followers written to in one step of a fan-out. */
  fanOutChunk: 2500,
  /** Rows that a ranked feed weighs. */
  maxCandidates: 600,
  /** Rows of a feed that are marked as read one by one; what is older than the last of so many is read. */
  maxReadMarks: 1000,
  /** Entries looked at to fill one page, before it is given out short with the way on. */
  maxScan: 1000,
  /** Entries of a stretch of time that are grouped as one. */
  maxStretch: 5000,
} as const
