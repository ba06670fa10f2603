import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDiskStorage } from '#app/lib/storage/disk.server.ts'
import { StorageFull } from '#app/lib/storage/storage.ts'
import { storageContract } from './storage.contract.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tributary-disk-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

storageContract('disk', () => createDiskStorage(root))

test('disk: nothing is left of what could not be written', async () => {
  await expect(createDiskStorage(root).put('left/file', Readable.from([Buffer.from('x')]), 2)).rejects.toThrow()
  expect(await readdir(path.join(root, 'le', 'left'))).toEqual([])
})

/** A disk of 64 KiB; null where this user may not have one. */
function tinyDisk(): string | null {
  const folder = path.join(root, 'tiny')
  try {
    execFileSync('mkdir', ['-p', folder])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    return null
  }
}

test('disk: a full one is said to be full, keeps what it has, and takes the next when there is room', async ({
  skip,
}) => {
  const folder = tinyDisk()
  if (!folder) return skip('no disk of its own may be mounted here')
  try {
    const storage = createDiskStorage(folder)
    const put = (name: string, bytes: number) => storage.put(name, Readable.from([Buffer.alloc(bytes)]), bytes)
    await put('first/file', 20_000)
    await expect(put('second/file', 80_000)).rejects.toThrow(StorageFull)
    expect((await storage.get('first/file'))?.bytes).toBe(20_000)
    await storage.removeFolder('first')
    await put('third/file', 30_000)
  } finally {
    execFileSync('umount', ['-l', folder])
  }
})
