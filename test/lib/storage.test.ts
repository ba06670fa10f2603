import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDiskStorage } from '#app/lib/storage/disk.server.ts'
import { createS3Storage } from '#app/lib/storage/s3.server.ts'
import { isS3Address } from '#app/lib/storage/s3-address.ts'
import { StorageFull } from '#app/lib/storage/storage.ts'
import { findPort } from '#bin/lib/ports.mjs'
import { startBucket } from '#test/support/bucket.ts'
import { storageContract } from './storage.contract.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tributary-disk-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

storageContract('disk', () => createDiskStorage(root))

let address = ''
beforeAll(async () => {
  address = await startBucket()
})

storageContract('S3', () => createS3Storage(address))

test('S3: a store that is away is said to be unavailable', async () => {
  const away = createS3Storage(`http://key:secret@127.0.0.1:${await findPort(undefined)}/pictures`)
  const failure = { name: 'Unavailable' }
  await expect(away.get('some/file')).rejects.toMatchObject(failure)
  await expect(away.put('some/file', Readable.from([Buffer.from('x')]), 1)).rejects.toMatchObject(failure)
  await expect(away.removeFolder('some')).rejects.toMatchObject(failure)
})

test('an address of a bucket has a key, a secret and a bucket', () => {
  for (const right of ['https://k:s@s3.example/bucket', 'http://k:s%2F@127.0.0.1:9000/b?region=us-east-1'])
    expect(isS3Address(right), right).toBe(true)
  for (const wrong of [
    'https://s3.example/bucket',
    'https://k:s@s3.example',
    'https://k:s@s3.example/a/b',
    'k:s@x/b',
    's3://k:s@x/b',
  ])
    expect(isS3Address(wrong), wrong).toBe(false)
})

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
