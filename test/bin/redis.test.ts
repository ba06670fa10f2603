import { spawnSync } from 'node:child_process'
import { mkdtempSync, symlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeClone } from './clone.ts'

const tools = ['apt-get', 'apt-cache', 'apt-config', 'dpkg', 'dpkg-deb', 'dpkg-query', 'tar', 'id', 'sh']
const which = (name: string) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()
const hasApt = which('apt-get') !== ''

let clone: ReturnType<typeof makeClone>
beforeAll(async () => {
  clone = makeClone()
  await rm(path.join(clone.dir, '.data'), { recursive: true, force: true })
})
afterAll(() => clone.remove())

/** Asks the clone's own module, on a machine with just these programs. */
function findRedis(programs: string[]) {
  const bin = mkdtempSync(path.join(tmpdir(), 'path-'))
  for (const name of programs) if (which(name)) symlinkSync(which(name), path.join(bin, name))
  const script = `
    const { findRedis } = await import('./bin/lib/redis-binary.mjs')
    const found = await findRedis().catch((error) => ({ error: error.message }))
    console.log(JSON.stringify(found))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: clone.dir,
    env: { PATH: bin, NODE_ENV: 'test' },
    encoding: 'utf8',
  })
  return JSON.parse(stdout)
}

test('a machine without Redis and apt is told how to install one', () => {
  expect(findRedis([]).error).toMatch(/^There is no Redis on this machine: install it \(.*\), or set REDIS_URL\.$/)
})

test.runIf(hasApt)('a machine without Redis, but with apt, gets a private copy that runs', () => {
  const { program, env } = findRedis(tools)
  expect(program).toContain(path.join('.data', 'redis-server', 'usr', 'bin'))
  const { stdout } = spawnSync(program, ['--version'], { env, encoding: 'utf8' })
  expect(stdout).toMatch(/server v=\d/)
})
