import { randomFillSync } from 'node:crypto'

/** Asked for at once, since asking costs more than the bytes. */
const pool = new Uint8Array(4096)
let used = pool.length

/** `count` bytes (at most 256) from the system's source, each handed out once. */
export function randomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + count))
  used += count
  return bytes
}
