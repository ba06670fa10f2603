import { once } from 'node:events'
import { chmodSync, existsSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freePort, makeClone, saying } from './clone.ts'

const runsOnLinux = process.platform === 'linux'
let clone: ReturnType<typeof makeClone>
let env: Record<string, string>

beforeAll(async () => {
  clone = makeClone()
  env = { PORT: String(await freePort()) }
})
afterEach(() => clone.stop())
afterAll(() => clone.remove())

const isReady = async () => (await fetch(`http://127.0.0.1:${env.PORT}/readyz`)).status === 200

test('start serves, refuses a second one, and leaves nothing behind on Ctrl-C', async () => {
  const start = clone.run('start.mjs', { env })
  await saying(start, 'Tributary runs at')
  expect(await isReady()).toBe(true)

  const second = clone.run('start.mjs', { env: { PORT: String(await freePort()) } })
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`npm start runs in this clone already, at http://localhost:${env.PORT}`)

  start.child.kill('SIGINT')
  expect(await start.ended).toBe(0)
  expect(existsSync(path.join(clone.dir, '.data', 'run.json'))).toBe(false)
  if (runsOnLinux) expect(clone.findProcesses()).toEqual([])
})

test.runIf(runsOnLinux)('what crashes is started again, and said', async () => {
  const start = clone.run('start.mjs', { env })
  await saying(start, 'Tributary runs at')
  for (const [file, name] of [
    ['dist/worker.js', 'The worker process'],
    ['dist/server.js', 'The web process'],
    ['bin/postgres -D', 'Postgres'],
  ] as const) {
    const victim = clone.findProcesses().find(({ command }) => command.includes(file))
    process.kill(victim?.pid ?? Number.NaN, 'SIGKILL')
    await saying(start, `${name} was ended by SIGKILL; it starts again in 1 s.`)
    await saying(start, `${name} runs again.`)
  }
  await expect.poll(isReady, { timeout: 20_000 }).toBe(true)
  start.child.kill('SIGINT')
  expect(await start.ended).toBe(0)
  expect(clone.findProcesses()).toEqual([])
})

test.runIf(runsOnLinux)('a start that was killed is followed by one that works', async () => {
  const killed = clone.run('start.mjs', { env })
  await saying(killed, 'Tributary runs at')
  killed.child.kill('SIGKILL')
  await killed.ended

  const start = clone.run('start.mjs', { env })
  await saying(start, 'Tributary runs at')
  expect(await isReady()).toBe(true)
  expect(clone.findProcesses().filter(({ command }) => command.includes('bin/postgres -D'))).toHaveLength(1)
  start.child.kill('SIGTERM')
  await start.ended
  expect(clone.findProcesses()).toEqual([])
})

test('Ctrl-C during the start stops what was started so far', async () => {
  const start = clone.run('start.mjs', { env })
  await saying(start, 'Starting Postgres')
  start.child.kill('SIGINT')
  await start.ended
  if (runsOnLinux) expect(clone.findProcesses()).toEqual([])
})

test('two clones run at once', async () => {
  const other = makeClone()
  try {
    const starts = [
      clone.run('start.mjs', { env }),
      other.run('start.mjs', { env: { PORT: String(await freePort()) } }),
    ]
    for (const start of starts) await saying(start, 'Tributary runs at')
    for (const start of starts) start.child.kill('SIGINT')
    expect(await Promise.all(starts.map((start) => start.ended))).toEqual([0, 0])
  } finally {
    await other.remove()
  }
})

test.runIf(process.getuid?.() === 0)('root starts from a folder that only root can enter', async () => {
  const closed = makeClone()
  chmodSync(closed.dir, 0o700)
  const start = closed.run('start.mjs', { env })
  try {
    await saying(start, 'Tributary runs at')
    expect(await isReady()).toBe(true)
  } finally {
    await closed.remove()
  }
  expect(start.output()).toContain('cannot enter')
})

test('a port that is taken, and settings that are wrong, end in one sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const taken = typeof address === 'object' ? String(address?.port) : ''
  const cases: [Record<string, string>, string][] = [
    [{ PORT: taken }, `PORT ${taken} is taken by another program`],
    [{ PORT: '80x' }, 'PORT is wrong: must be a whole number, 0 to 65535'],
    [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET is wrong: must be at least 32 characters'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is wrong: must look like postgresql://'],
    [{ DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/x' }, 'DATABASE_URL: no Postgres listens at 127.0.0.1:1'],
    [{ REDIS_URL: 'redis://127.0.0.1:1' }, 'REDIS_URL: no Redis listens at 127.0.0.1:1'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ]
  for (const [given, sentence] of cases) {
    const start = clone.run('start.mjs', { env: { ...env, ...given } })
    expect(await start.ended, start.output()).toBe(1)
    expect(start.output()).toContain(sentence)
    expect(start.output()).not.toMatch(/^\s+at /m)
  }
  server.close()
  if (runsOnLinux) expect(clone.findProcesses()).toEqual([])
})
