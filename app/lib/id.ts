import { randomBytes } from './random.ts'

/** A UUIDv7 in its usual lower-case text. Ids order by time, byte for byte, as text and as 16 bytes alike. */
export type Id = string

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isId(value: unknown): value is Id {
  return typeof value === 'string' && canonical.test(value)
}

let lastMs = 0
let sequence = 0

/**
 * A new id for `time` (default now).
 * Ids made in one process for the same millisecond keep the order in which they were made (RFC 9562, method 1:
 * the 12 bits after the version count up).
 */
export function newId(time: Date = new Date()): Id {
  const ms = time.getTime()
  sequence = ms === lastMs ? sequence + 1 : randomStart()
  lastMs = ms
  // 4,096 ids in one millisecond: the rest are ordered by chance, still unique.
  return format(ms, sequence & 0xfff, randomBytes(8))
}

/**
 * The id of a thing that happened at `time`, derived from 10 bytes of `digest`: the same input gives the same id,
 * so importing it again finds it there.
 */
export function derivedId(time: Date, digest: Uint8Array): Id {
  return format(time.getTime(), (((digest[8] ?? 0) << 8) | (digest[9] ?? 0)) & 0xfff, digest.slice(0, 8))
}

/** The 16 bytes of an id, as stored in timelines. */
export function idToBytes(id: Id): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

/** The bytes of ids, one after the other. */
export function idsToBytes(ids: readonly Id[]): Buffer {
  return Buffer.from(ids.join('').replaceAll('-', ''), 'hex')
}

export function idFromBytes(bytes: Buffer, offset = 0): Id {
  const hex = bytes.toString('hex', offset, offset + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** When it was made, in milliseconds since 1970. */
export function timeOfId(id: Id): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Below every id of this moment and later, above every id of before. */
export function lowestId(time: Date): Id {
  return format(time.getTime(), 0, new Uint8Array(8))
}

/** The next value above an id, so that what is below it is the id and what is below the id. */
export function idAfter(id: Id): Id {
  const next = (BigInt(`0x${id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0')
  return idFromBytes(Buffer.from(next, 'hex'))
}

function randomStart() {
  return (randomBytes(1)[0] ?? 0) << 2
}

function format(ms: number, counter: number, random: Uint8Array): Id {
  if (!Number.isInteger(ms) || ms < 0 || ms >= 2 ** 48) throw new RangeError(`no id for the time ${ms}`)
  const time = ms.toString(16).padStart(12, '0')
  const tail = Buffer.from(random)
  tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80
  const rest = tail.toString('hex')
  const middle = (0x7000 | counter).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${rest.slice(0, 4)}-${rest.slice(4)}`
}
