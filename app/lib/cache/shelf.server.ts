import type { Kind, Level, Place, Shelf } from './cache.ts'
import { coalesce } from './coalesce.ts'
import { createLru } from './lru.ts'
import type { Shared, SharedStore } from './shared-store.server.ts'

const defaultMaxHeld = 10_000

/** What exists not is held as this. */
const none = Symbol('none')
type Held<Value> = Value | typeof none

/** A batch on its way. It is struck off where one of its ids is invalidated meanwhile: that may be older. */
type Flight<Value> = Readonly<{ found: Promise<ReadonlyMap<string, Value>> }>

/** A shelf, and what the cache does to it. */
export type OwnShelf<Value> = Shelf<Value> & Readonly<{ forget: (id: string) => void; forgetAll: () => void }>

export type ShelfDeps = Readonly<{
  store: SharedStore
  /** Whether what is held may be handed out now. */
  isTrusted: () => boolean
  /** What is shared under another number is void. */
  fenceNumber: () => number
  ask: <Answer>(question: () => Promise<Answer>) => Promise<Answer>
  /** Work that nobody waits for. It must not fail. */
  behind: (work: Promise<unknown>) => void
  onRead: (kind: string, level: Level, count: number) => void
}>

export function createShelf<Value>(kind: Kind<Value>, deps: ShelfDeps): OwnShelf<Value> {
  const { name, shape = 1, load, maxHeld = defaultMaxHeld, weigh = () => 1, shared = true } = kind
  const { store, isTrusted, fenceNumber, ask, behind, onRead } = deps
  const held = createLru<Held<Value>>(maxHeld, (value) => (value === none ? 1 : weigh(value)))
  const flights = new Map<string, Flight<Value>>()
  /** Who is to put a value there. Struck off as flights are. */
  const awaited = new Map<string, Place>()

  async function get(ids: readonly string[]): Promise<readonly (Value | undefined)[]> {
    if (!isTrusted()) return at(ids, await loadUntrusted(ids))
    const values: (Value | undefined)[] = []
    const missing: string[] = []
    for (const id of ids) {
      const value = held.get(id)
      if (value === undefined) missing.push(id)
      values.push(value === none ? undefined : value)
    }
    if (missing.length < ids.length) onRead(name, 'process', ids.length - missing.length)
    if (missing.length === 0) return values
    const fetched = await fetchMissing(missing)
    return ids.map((id, place) => values[place] ?? fetched.get(id))
  }

  async function fetchMissing(ids: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    board([...new Set(ids.filter((id) => !flights.has(id)))])
    const found = new Map<string, Value>()
    await Promise.all([...passengers(ids)].map(([flight, own]) => collect(flight, own, found)))
    return found
  }

  /** Begins a flight for ids that none has. */
  function board(ids: readonly string[]): void {
    if (ids.length === 0) return
    const flight: Flight<Value> = { found: fetchAll(ids) }
    for (const id of ids) flights.set(id, flight)
    const land = (keep: (id: string) => void) => {
      for (const id of ids) {
        // Invalidated on the way, it is another flight's, or nobody's.
        if (flights.get(id) !== flight) continue
        flights.delete(id)
        keep(id)
      }
    }
    flight.found.then(
      (found) => land((id) => held.set(id, pick(found, id))),
      () => land(() => undefined),
    )
  }

  function passengers(ids: readonly string[]): Map<Flight<Value>, string[]> {
    const groups = new Map<Flight<Value>, string[]>()
    for (const id of ids) {
      const flight = flights.get(id)
      if (!flight) continue
      const group = groups.get(flight)
      if (group) group.push(id)
      else groups.set(flight, [id])
    }
    return groups
  }

  async function fetchAll(ids: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    if (!shared) return loadAll(ids)
    const version = `${fenceNumber()}.${shape}`
    const answer = await ask(() => store.read(name, version, ids)).catch(() => null)
    if (!answer) return loadAll(ids)
    const found = new Map<string, Value>()
    for (const [id, json] of answer.held) if (json !== null) found.set(id, JSON.parse(json))
    if (answer.held.size > 0) onRead(name, 'redis', answer.held.size)
    const missing = ids.filter((id) => !answer.held.has(id))
    if (missing.length === 0) return found
    const loaded = await loadAll(missing)
    for (const id of missing) copy(loaded, found, id)
    const { lease } = answer
    if (lease.ids.length > 0) behind(ask(() => lease.fill(serialise(lease.ids, loaded))).catch(() => undefined))
    return found
  }

  function loadAll(ids: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    onRead(name, 'postgres', ids.length)
    return load(ids)
  }

  // While nothing is trusted, Postgres must not be asked by every reader at once: they share loads that begin after
  // they asked.
  let asked = new Set<string>()
  const loadAsked = coalesce(() => {
    const ids = [...asked]
    asked = new Set()
    return loadAll(ids)
  })

  async function loadUntrusted(ids: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    if (ids.length === 0) return new Map()
    for (const id of ids) asked.add(id)
    return loadAsked()
  }

  function placeFor(id: string, value: Value): Place {
    const place: Place = {
      isFree: () => awaited.get(id) === place,
      fill: () => held.set(id, value),
      leave() {
        if (place.isFree()) awaited.delete(id)
      },
    }
    awaited.set(id, place)
    return place
  }

  return {
    name,
    get,
    placeFor,
    forget(id) {
      held.delete(id)
      flights.delete(id)
      awaited.delete(id)
    },
    forgetAll() {
      held.clear()
      flights.clear()
      awaited.clear()
    },
  }
}

function at<Value>(ids: readonly string[], values: ReadonlyMap<string, Value>): (Value | undefined)[] {
  return ids.map((id) => values.get(id))
}

function pick<Value>(found: ReadonlyMap<string, Value>, id: string): Held<Value> {
  const value = found.get(id)
  return value === undefined ? none : value
}

function copy<Value>(from: ReadonlyMap<string, Value>, to: Map<string, Value>, id: string): void {
  const value = from.get(id)
  if (value !== undefined) to.set(id, value)
}

async function collect<Value>(flight: Flight<Value>, ids: readonly string[], into: Map<string, Value>): Promise<void> {
  const found = await flight.found
  for (const id of ids) copy(found, into, id)
}

function serialise<Value>(ids: readonly string[], values: ReadonlyMap<string, Value>): Map<string, Shared> {
  return new Map(ids.map((id) => [id, values.has(id) ? JSON.stringify(values.get(id)) : null]))
}
