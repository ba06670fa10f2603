import { createHash } from 'node:crypto'

/** The sha256 of a text: what is drawn from it is drawn the same on every machine and in every run. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** A whole number from 0 to 2³² − 1 that belongs to the text. */
export function numberOf(text: string): number {
  return digestOf(text).readUInt32BE(0)
}
