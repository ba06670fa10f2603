import type { Id } from '#app/lib/id.ts'
import type { FeedId } from './types.ts'

/**
 * The newest ids of stored feeds. A timeline is exact from its newest to its oldest id, each once, newest first;
 * nothing is ever put below its oldest id: there Postgres goes on. It may vanish at any moment.
 */
export interface TimelineStore {
  /**
   * Puts an id into each of these timelines that exists, in its place; again does nothing.
   * An id older than all of a timeline is left out. O(1) a timeline for the newest id, O(length) for a late one.
   */
  push(id: Id, feeds: readonly FeedId[]): Promise<void>

  /**
   * Takes ids out of each of these timelines; again does nothing. A timeline that is being built is forgotten instead,
   * since what it will be filled with may hold them: once this returns, only a later `push`, or a `fill` of a build
   * begun later, brings an id back. O(ids × length) a timeline.
   */
  remove(ids: readonly Id[], feeds: readonly FeedId[]): Promise<void>

  /**
   * Up to `limit` ids: the nearest older than `before`, newest first; or the nearest newer than `after`, oldest first;
   * with neither the newest. O(limit + log length).
   */
  read(feed: FeedId, at: TimelineSpan): Promise<TimelineSlice>

  /**
   * Begins to build a timeline afresh: from now on pushes reach it, reads still find it cold.
   * The token is needed to fill it; a later `open` or `drop` makes the token void.
   */
  open(feed: FeedId): Promise<BuildToken>

  /**
   * Ends the building with the ids of the ledger, newest first, joined with what was pushed meanwhile.
   * @returns false, with nothing changed, when the token is void
   */
  fill(feed: FeedId, token: BuildToken, ids: readonly Id[]): Promise<boolean>

  /** Forgets these timelines: the next read of each is cold. */
  drop(feeds: readonly FeedId[]): Promise<void>

  /** Keeps the order that a reader of a ranked feed was given, for half an hour after it is last read. @returns its name */
  keepOrder(ids: readonly Id[]): Promise<string>
  /** Null when it is not kept any more. */
  readOrder(token: string): Promise<readonly Id[] | null>
}

/** Which build of a timeline is meant. */
export type BuildToken = string

/** At most one of `before` and `after`. */
export type TimelineSpan = Readonly<{ before?: Id | null; after?: Id | null; limit: number }>

export type TimelineSlice =
  /** There is no timeline, or it is being built. Not the same as an empty one. */
  | { readonly state: 'cold' }
  /**
   * `atFloor`: the timeline holds nothing older than these ids; `atTop`: nothing newer. No ids, and not at the top:
   * `after` lies below the floor, and what is next above it only Postgres knows.
   */
  | { readonly state: 'warm'; readonly ids: readonly Id[]; readonly atFloor: boolean; readonly atTop: boolean }
