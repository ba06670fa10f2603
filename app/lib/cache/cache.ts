/** A kind of fact, read from Postgres by id. */
export type Kind<Value> = Readonly<{
  /** Stable for ever: processes of two versions tell each other by this name what changed. No spaces. */
  name: string
  /** Raised when what `load` answers changes its shape; processes of two versions then do not read each other's. */
  shape?: number
  /**
   * One query on the primary, outside of any transaction. What is absent in the answer does not exist, and that is
   * held too. Values are JSON, and nobody changes them: they are handed to many.
   */
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>
  /** How much this process holds, in entries unless `weigh` says otherwise: 10,000. */
  maxHeld?: number
  weigh?: (value: Value) => number
  /** False: held in each process only, not in Redis. */
  shared?: boolean
}>

export interface Shelf<Value> {
  readonly name: string
  /**
   * The values of these ids, in their order; undefined for what does not exist. Await `cache.sync()` before, in the same
   * request: then nothing is older than the last write that was answered before the request began.
   * Cost: nothing when held here; else one round trip to Redis, and one `load` of what is not there either.
   * @throws what `load` throws
   */
  get(ids: readonly string[]): Promise<readonly (Value | undefined)[]>
  /** For `Keep`: a place for what a fact is to be. */
  placeFor(id: string, value: Value): Place
}

/** A place for a value that a write makes. One that is not filled is to be left. */
export interface Place {
  /** Whether nobody has changed the fact since. */
  isFree(): boolean
  fill(): void
  leave(): void
}

/** A fact that a write changes: the kind's name, and the id (at most 200 visible ASCII characters). */
export type Touched = Readonly<{ kind: string; id: string }>

export type Touch = (...changed: readonly Touched[]) => Promise<void>

/**
 * Says, before the commit, what a touched fact is from then on: this process holds it when the write is done, unless
 * somebody has changed it meanwhile. The value is what `load` would give.
 */
export type Keep = <Value>(shelf: Pick<Shelf<Value>, 'placeFor'>, id: string, value: Value) => void

/** Where a value came from. */
export type Level = 'process' | 'redis' | 'postgres'

/** Facts by id that are never older than the last answered write (docs/decisions/010-coherent-cache.md). */
export interface Cache {
  /** @throws when there is one of that name */
  shelf<Value>(kind: Kind<Value>): Shelf<Value>
  /**
   * Learns what was invalidated until now: one round trip, shared by callers who wait at the same time. Never throws:
   * where Redis or the fence does not answer, nothing held is trusted, and `get` loads.
   */
  sync(): Promise<void>
  /**
   * Runs a write. `touch`, awaited inside the transaction and before its commit, names what the write changes. When
   * `work` ends, or throws, that is invalidated in every process, and only then does this resolve (or throw).
   * Cost: two round trips, and one for each `touch`; none when nothing was touched. While Redis is away: up to 2.6 seconds for the
   * first, and nobody trusts a cache for 10 seconds; a `work` that throws does not wait for that.
   * @throws what `work` throws; when neither Redis nor Postgres can be told of the change
   */
  write<Result>(work: (touch: Touch, keep: Keep) => Promise<Result>): Promise<Result>
  /**
   * Invalidates what writers that died between commit and invalidation left open. Idempotent.
   * @returns how many writes those were @throws when Redis does not take it
   */
  recover(): Promise<number>
  /** Ends after what was begun. */
  close(): Promise<void>
}
