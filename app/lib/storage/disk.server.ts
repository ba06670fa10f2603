import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { newId } from '#app/lib/id.ts'
import { type Storage, StorageFull, storedFolder, storedName } from './storage.ts'

/** Files below a folder of this machine. Two letters of the name spread them, so that no folder holds millions. */
export function createDiskStorage(root: string): Storage {
  const pathOf = (name: string, shape: RegExp) => {
    if (!shape.test(name)) throw new RangeError('no name of a stored file')
    return path.join(root, name.slice(0, 2), name)
  }
  return {
    async put(name, body, bytes) {
      const target = pathOf(name, storedName)
      // In the same folder, so that the rename is one step: no reader ever meets a part of it.
      const partial = `${target}.${newId()}.part`
      try {
        await mkdir(path.dirname(target), { recursive: true, mode: 0o750 })
        const file = createWriteStream(partial, { mode: 0o640, flush: true })
        await pipeline(body, file)
        if (file.bytesWritten !== bytes) throw new Error(`the file has ${file.bytesWritten} of ${bytes} bytes`)
        await rename(partial, target)
      } catch (error) {
        body.destroy()
        await rm(partial, { force: true })
        throw isFull(error) ? new StorageFull('The disk is full', { cause: error }) : error
      }
    },
    async get(name) {
      try {
        const file = await open(pathOf(name, storedName))
        return { body: file.createReadStream(), bytes: (await file.stat()).size }
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      }
    },
    async remove(name) {
      await rm(pathOf(name, storedName), { force: true })
    },
    async removeFolder(folder) {
      await rm(pathOf(folder, storedFolder), { recursive: true, force: true })
    },
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
