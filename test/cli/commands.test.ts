import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { idToBytes, newId } from '#app/lib/id.ts'
import { withClient } from '#test/support/databases.ts'
import { ownServers } from '#test/support/servers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fixture = (name: string) => join(root, 'test/fixtures/stackexchange', name)
let servers: Awaited<ReturnType<typeof ownServers>>
vi.setConfig({ testTimeout: 120_000 })

// In the clone, because packages and the demo are found from there.
const dist = join(root, '.cache', `test-cli-${process.pid}`)

beforeAll(async () => {
  const options = { bundle: true, packages: 'external', format: 'esm', platform: 'node', target: 'node20' } as const
  await build({
    ...options,
    entryPoints: { cli: join(root, 'app/cli/main.ts'), image: join(root, 'app/domain/media/image-process.server.ts') },
    outdir: dist,
    absWorkingDir: root,
  })
  servers = await ownServers()
})
afterAll(async () => {
  await servers[Symbol.asyncDispose]()
  await rm(dist, { recursive: true })
})

/** Runs a command as people do, and what it printed. */
function run(args: string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) {
  const settings: NodeJS.ProcessEnv = {
    DATABASE_URL: servers.databaseUrl,
    MEDIA_PATH: servers.mediaPath,
    REDIS_URL: servers.redisUrl,
    SESSION_SECRET: 'a secret for tests that is long enough',
    NODE_ENV: 'test',
    ...env,
  }
  const child = spawn(process.execPath, [join(dist, 'cli.js'), ...args], { env: settings })
  child.stdin.end(input)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

test('somebody is made with a password that was piped in, or made for them', async () => {
  const given = await run(['users', 'create', '--handle', 'Ada', '--email', 'ada@example.org', '--role', 'admin'], {
    input: 'correct horse battery\n',
  })
  expect(given).toEqual({ code: 0, out: '@ada can sign in now.\n', err: '' })
  const made = await run(['users', 'create', '--handle', 'bo', '--email', 'bo@example.org', '--generate-password'])
  expect(made.out).toMatch(/^@bo can sign in now\.\nPassword: [a-z2-9]{4}(-[a-z2-9]{4}){3}\n$/)
  const again = await run(['users', 'create', '--handle', 'ada', '--email', 'x@example.org', '--generate-password'])
  expect(again).toEqual({ code: 1, out: '', err: '@ada is taken.\n' })
})

test('wrong input is said in a sentence and ends with 2', async () => {
  const create = ['users', 'create', '--handle', 'c c', '--email', 'c@example.org']
  const [bad, missing, unknown, role] = await Promise.all([
    run([...create, '--generate-password']),
    run(['users', 'create', '--handle', 'c']),
    run(['users', 'make']),
    run(['users', 'set-role', 'ada', 'king']),
  ])
  expect(bad).toMatchObject({ code: 2, err: '--handle: Use 2 to 30 letters, digits or underscores.\n' })
  expect(missing).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^Required option '--email <email>' not specified/),
  })
  expect(unknown).toMatchObject({ code: 2, err: expect.stringMatching(/^Unknown command 'make'/) })
  expect(role).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^The role must be one of member, moderator, admin/),
  })
})

test('roles change, and only those of people who are there', async () => {
  expect(await run(['users', 'set-role', '@bo', 'moderator'])).toMatchObject({
    code: 0,
    out: '@bo is a moderator now.\n',
  })
  expect(await run(['users', 'set-role', 'nobody_x', 'admin'])).toEqual({
    code: 1,
    out: '',
    err: 'Nobody is called @nobody_x.\n',
  })
})

test('somebody is suspended and back, but no admin is', async () => {
  const isSuspended = () =>
    withClient(servers.databaseUrl, async (client) => {
      const { rows } = await client.query('SELECT suspended_at IS NOT NULL AS yes FROM "user" WHERE handle = $1', [
        'bo',
      ])
      return rows[0].yes
    })
  expect(await run(['users', 'suspend', '@bo'])).toEqual({ code: 0, out: '@bo is suspended.\n', err: '' })
  expect(await isSuspended()).toBe(true)
  expect(await run(['users', 'unsuspend', 'bo'])).toMatchObject({ code: 0, out: '@bo is not suspended any more.\n' })
  expect(await isSuspended()).toBe(false)
  expect(await run(['users', 'suspend', 'ada'])).toEqual({
    code: 1,
    out: '',
    err: '@ada is an admin; take that from them first.\n',
  })
  expect(await run(['users', 'suspend', 'nobody_x'])).toMatchObject({ code: 1, err: 'Nobody is called @nobody_x.\n' })
})

test('timelines are rebuilt by handle, or all forgotten until they are read', async () => {
  const { rows } = await withClient(servers.databaseUrl, (client) =>
    client.query<{ id: string }>('SELECT id FROM "user" ORDER BY handle'),
  )
  const [ada = '', bo = ''] = rows.map(({ id }) => timelineKey(homeFeed(id)))
  const redis = new Redis(servers.redisUrl)
  // Of posts that a restored database does not have.
  for (const key of [ada, bo]) await redis.lpush(key, idToBytes(newId()))

  const byHandle = await run(['feeds', 'rebuild', '@ada'])
  expect(byHandle).toMatchObject({ code: 0, out: 'Rebuilt the home timelines of 1 person.\n' })
  expect(await redis.keys('timeline:*')).toEqual([bo])
  const all = await run(['feeds', 'rebuild', '--all'])
  expect(all).toMatchObject({
    code: 0,
    out: 'Forgot the home timelines of 2 people: each is built again when it is read next.\n',
  })
  expect(await redis.keys('timeline:*')).toEqual([])
  redis.disconnect()
})

test('timelines are compared with Postgres, and forgotten when they are wrong', async () => {
  const { rows } = await withClient(servers.databaseUrl, (client) =>
    client.query<{ id: string }>(
      `INSERT INTO activity (id, actor_id, verb, object_id, time, fanned_out_at)
       SELECT $1, id, 'post', $1, now(), now() FROM "user" WHERE handle = 'ada' RETURNING actor_id AS id`,
      [newId()],
    ),
  )
  const feed = homeFeed(rows[0]?.id ?? '')
  const redis = new Redis(servers.redisUrl)
  await redis.lpush(timelineKey(feed), idToBytes(newId(new Date(0))))
  const [stats, json] = await Promise.all([run(['feeds', 'stats']), run(['feeds', 'stats', '--json'])])
  expect(stats).toMatchObject({ code: 0, out: expect.stringMatching(/^timelines +1\n(.*\n)+queue upkeep +0 waiting/) })
  expect(JSON.parse(json.out)).toMatchObject({ timelines: { count: 1, ids: 1 }, undelivered: { count: 0 } })

  const found = await run(['feeds', 'audit'])
  expect(found.out).toMatch(/^Compared 1 timeline with Postgres: 1 wrong\.\n +missing +1\n/)
  expect(found).toMatchObject({ code: 1, out: expect.stringContaining(`${feed} missing `), err: expect.any(String) })
  expect(await run(['feeds', 'audit', '--sample', '9', '--repair'])).toMatchObject({ code: 0, err: '' })
  expect(await redis.keys('timeline:*')).toEqual([])
  const clean = { code: 0, out: 'Compared 0 timelines with Postgres: all right.\n', err: '' }
  expect(await run(['feeds', 'audit'])).toEqual(clean)
  expect(await run(['feeds', 'audit', '--sample', 'many'])).toMatchObject({ code: 2 })
  redis.disconnect()
})

test('whose timelines is to be said, in one way', async () => {
  expect(await run(['feeds', 'rebuild'])).toMatchObject({ code: 2, out: '' })
  expect(await run(['feeds', 'rebuild', 'ada', '--all'])).toMatchObject({ code: 2, out: '' })
})

test('an admin adds an emoji, renames it, retires it and brings it back', async () => {
  const by = ['--by', '@Emma']
  await run(['users', 'create', '--handle', 'emma', '--email', 'emma@example.org', '--generate-password'])
  const file = join(root, 'public/icon-192.png')
  expect(await run(['emoji', 'list'])).toEqual({ code: 0, out: 'There are none yet.\n', err: '' })
  const add = (name: string, image = file) => run(['emoji', 'add', name, image, ...by, '--category', 'Marks'])
  expect(await add('drop')).toEqual({ code: 1, out: '', err: '@emma is no admin.\n' })
  await run(['users', 'set-role', 'emma', 'admin'])
  expect(await add('drop')).toEqual({ code: 0, out: ':drop: can be used now.\n', err: '' })
  expect(await add('drop')).toMatchObject({
    code: 1,
    err: 'Another emoji has this name, or had it. Choose another name.\n',
  })
  expect(await add('none', '/nowhere.png')).toMatchObject({ code: 1, err: '/nowhere.png cannot be read.\n' })
  expect(await add('text', fixture('whole/Users.xml'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('no image'),
  })
  expect(await add('a b')).toMatchObject({ code: 2, err: expect.stringContaining('--name: Use 2 to 30 letters') })
  expect(await run(['emoji', 'edit', ':drop:', '--name', 'water', '--description', 'A drop'])).toMatchObject({
    out: ':water: is changed.\n',
  })
  expect(await run(['emoji', 'edit', 'water'])).toMatchObject({ code: 2 })
  expect(await run(['emoji', 'retire', 'water'])).toMatchObject({ out: ':water: is retired.\n' })
  expect(await run(['emoji', 'list'])).toMatchObject({ out: ':water:  Marks  A drop  retired\n' })
  expect(await run(['emoji', 'bring-back', 'water'])).toMatchObject({ out: ':water: can be used again.\n' })
  const [row = ''] = (await run(['emoji', 'list', '--json'])).out.trim().split('\n')
  expect(JSON.parse(row)).toMatchObject({ name: 'water', state: 'ready', isRetired: false })
  expect(await run(['emoji', 'retire', 'nothing'])).toMatchObject({ code: 1, err: 'No emoji is called :nothing:.\n' })
})

test('jobs that were given up are listed, replayed and discarded', async () => {
  expect(await run(['jobs', 'list'])).toEqual({ code: 0, out: 'No job was given up.\n', err: '' })
  const [known, unknown, post] = [newId(), newId(), newId()]
  await withClient(servers.databaseUrl, async (client) => {
    const insert = `INSERT INTO dead_letter (id, queue, name, key, payload, error, died_at) VALUES ($1, 'feeds', $2, $3, $4, $5, $6)`
    await client.query(insert, [known, 'feeds.fan-out', post, { activityId: post }, 'Error: no luck', '2026-01-02'])
    await client.query(insert, [unknown, 'feeds.unknown', 'k', {}, 'Invalid: no handler', '2026-01-01'])
  })
  const listed = await run(['jobs', 'list'])
  expect(listed).toMatchObject({ code: 0, out: expect.stringMatching(/2 jobs were given up\.\n$/) })
  expect(listed.out).toMatch(new RegExp(`^${known}  feeds\\.fan-out  ${post}\n  died 2026-.+\n  Error: no luck\n`))
  const [row] = (await run(['jobs', 'list', '--limit', '1', '--json'])).out.trim().split('\n')
  expect(JSON.parse(row ?? '')).toMatchObject({ id: known, payload: { activityId: post }, deaths: 1 })

  expect(await run(['jobs', 'replay', unknown])).toMatchObject({ code: 1, err: expect.stringContaining('cannot run') })
  expect(await run(['jobs', 'replay', '--all'])).toEqual({
    code: 1,
    out: '1 job runs again.\n',
    err: '1 could not be replayed by this version.\n',
  })
  expect(await run(['jobs', 'discard', unknown])).toEqual({ code: 0, out: 'The job is discarded.\n', err: '' })
  expect(await run(['jobs', 'discard', unknown])).toEqual({
    code: 1,
    out: '',
    err: 'There is no such dead letter.\n',
  })
  const wrong = [['replay'], ['discard', 'x'], ['list', '--limit', '0']]
  const answers = await Promise.all(wrong.map((args) => run(['jobs', ...args])))
  for (const answer of answers) expect(answer).toMatchObject({ code: 2, out: '' })
})

test('an import says what it did, and ends with 1 when something was wrong with the dump', async () => {
  const whole = await run(['import', 'stackexchange', fixture('whole'), '--site', 'beer'])
  expect(whole.code).toBe(0)
  expect(whole.out).toMatch(/answers +4 +4 +– +–/)
  const damaged = await run(['import', 'stackexchange', fixture('damaged'), '--site', 'coffee'])
  expect(damaged.code).toBe(1)
  expect(damaged.err).toMatch(/^Posts\.xml:14: it answers a post that is not here$/m)
  expect(damaged.err).toMatch(/^19 problems in the dump; the rest is imported\.$/m)
  const missing = await run(['import', 'stackexchange', '/nowhere', '--site', 'beer'])
  expect(missing).toEqual({ code: 1, out: '', err: 'There is no folder /nowhere.\n' })
})

test('servers that are away are named, without a stack', async () => {
  const [noRedis, noPostgres] = await Promise.all([
    run(['feeds', 'rebuild', '--all'], { env: { REDIS_URL: 'redis://127.0.0.1:1' } }),
    run(['feeds', 'rebuild', '--all'], { env: { DATABASE_URL: 'postgresql://127.0.0.1:1/x' } }),
  ])
  expect(noRedis).toEqual({ code: 1, out: '', err: 'Redis does not answer at REDIS_URL.\n' })
  expect(noPostgres).toEqual({ code: 1, out: '', err: 'Postgres does not answer at DATABASE_URL.\n' })
})

test('wrong settings are named, each on its line', async () => {
  const { code, err } = await run(['demo', 'logins'], { env: { REDIS_URL: 'x', SESSION_SECRET: 'short' } })
  expect(code).toBe(1)
  expect(err).toMatch(/^Settings \(see \.env\.example\):\n +REDIS_URL .+\n +SESSION_SECRET .+\n$/)
})
