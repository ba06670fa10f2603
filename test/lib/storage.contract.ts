import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Storage } from '#app/lib/storage/storage.ts'

/** What every store does, whatever is behind it. */
export function storageContract(name: string, of: () => Storage): void {
  const put = (file: string, text: string, bytes = text.length) =>
    of().put(file, Readable.from([Buffer.from(text)]), bytes)
  const read = async (file: string) => {
    const stored = await of().get(file)
    if (!stored) return null
    const body = Buffer.concat(await stored.body.toArray())
    expect(stored.bytes).toBe(body.length)
    return body.toString()
  }

  test(`${name}: what is put is there, whole, in place of what had its name`, async () => {
    expect(await read('some-1/file.webp')).toBe(null)
    await put('some-1/file.webp', 'one')
    await put('some-1/file.webp', 'another')
    await put('some-1/empty', '')
    expect([await read('some-1/file.webp'), await read('some-1/empty')]).toEqual(['another', ''])
  })

  test(`${name}: what breaks off, or is not as long as was said, is not there`, async () => {
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('the sender has left')
    }
    await expect(of().put('half/file', Readable.from(broken()), 8)).rejects.toThrow('has left')
    await expect(put('half/short', 'short', 10)).rejects.toThrow()
    await expect(put('half/long', 'too long', 3)).rejects.toThrow()
    for (const file of ['half/file', 'half/short', 'half/long']) expect(await read(file)).toBe(null)
  })

  test(`${name}: a file or a folder is removed, and nothing else; twice is fine`, async () => {
    for (const file of ['gone/a', 'gone/b', 'gone-not/a', 'here/a', 'here/b']) await put(file, file)
    for (const _ of [1, 2]) {
      await of().removeFolder('gone')
      await of().remove('here/a')
    }
    const left = await Promise.all(['gone/a', 'gone/b', 'gone-not/a', 'here/a', 'here/b'].map(read))
    expect(left).toEqual([null, null, 'gone-not/a', null, 'here/b'])
  })

  test(`${name}: more than memory would hold goes through it`, async () => {
    const part = Buffer.alloc(64 * 1024, 'x')
    await of().put('large/file', Readable.from(Array.from({ length: 160 }, () => part)), 160 * part.length)
    expect((await read('large/file'))?.length).toBe(160 * part.length)
  })

  test(`${name}: names that would leave it are none`, async () => {
    for (const file of ['../x', 'a/../b', '/etc/passwd', 'a/b/c', 'a', 'a/', 'a/..', 'a\0/b', 'a/b%2f'])
      await expect(put(file, 'x'), file).rejects.toThrow(RangeError)
    for (const folder of ['', '.', '..', 'a/b', '/'])
      await expect(of().removeFolder(folder)).rejects.toThrow(RangeError)
  })
}
