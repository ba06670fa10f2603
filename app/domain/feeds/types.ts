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

/** An entry of a feed, before its object is loaded. */
export type Entry = Readonly<{ id: Id; actorId: Id; verb: string; objectId: Id }>

/** An entry with the object that the viewer may see. */
export type Hydrated<Item> = Readonly<{ entry: Entry; item: Item }>

/**
 * Loads the objects of entries, by object id, for one viewer. What the viewer may not see is absent: this is where
 * visibility is decided, at each read.
 */
export type Hydrate<Item> = (entries: readonly Entry[]) => Promise<ReadonlyMap<Id, Item>>

export type Page<Item> = Readonly<{
  items: readonly Item[]
  /** Opaque; pass it back for the next page. Null at the end of the feed. */
  nextCursor: string | null
}>

export const limits = {
  maxPage: 100,
  maxAddresses: 25,
  maxDataBytes: 4096,
  /** Ids that a timeline keeps; Postgres goes on below them. */
  timelineLength: 400,
  /** Entries past `timelineLength` before a timeline is trimmed. */
  timelineSlack: 50,
  /** Followers written to in one step of a fan-out. */
  fanOutChunk: 2500,
  /** Entries looked at to fill one page, before a page is given out short. */
  maxScan: 5000,
} as const
