import type { Readable } from 'node:stream'

/** Files by name, such as `4fJ…/small.webp`: each is there whole or not at all. */
export interface Storage {
  /**
   * Keeps what the stream gives, in place of what had the name. Memory does not grow with its length.
   * @param bytes how many it gives; more or fewer is a failure @throws StorageFull; what the stream or the store throws
   */
  put(name: string, body: Readable, bytes: number): Promise<void>
  /** Null when there is none of that name. The stream is to be read or destroyed. @throws what the store throws */
  get(name: string): Promise<Stored | null>
  /** Removes a file; none is fine. @throws what the store throws */
  remove(name: string): Promise<void>
  /** Removes all files below a folder; none is fine. @throws what the store throws */
  removeFolder(folder: string): Promise<void>
}

export type Stored = Readonly<{ body: Readable; bytes: number }>

/** There is no room for another file. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

/** Names are made here, never by visitors: `folder/file`, of letters, digits, `-` and `_`. */
export const storedName = /^[\w-]{1,100}\/[\w-]{1,50}(\.[a-z0-9]{1,8})?$/
export const storedFolder = /^[\w-]{1,100}$/
