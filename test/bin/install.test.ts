import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeClone } from './clone.ts'

let clone: ReturnType<typeof makeClone>
beforeAll(() => {
  clone = makeClone()
})
afterAll(() => clone.remove())

test('packages are not installed through a symbolic link, which would empty another clone', async () => {
  const elsewhere = path.join(clone.dir, 'elsewhere')
  const kept = path.join(elsewhere, 'kept')
  mkdirSync(elsewhere)
  writeFileSync(kept, '')
  // Only the link goes, not what it leads to.
  rmSync(path.join(clone.dir, 'node_modules'))
  symlinkSync(elsewhere, path.join(clone.dir, 'node_modules'))

  const help = clone.run('cli.mjs', { args: ['admin', '--help'] })
  expect(await help.ended).toBe(1)
  expect(help.output()).toContain('node_modules is a symbolic link')
  expect(existsSync(kept)).toBe(true)
})
