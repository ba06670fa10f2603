import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const password = 'a river in the night'
const client = { address: '198.51.100.1', userAgent: 'test' }

test('an account that an admin made can sign in, and has its role', async () => {
  await world.accounts.createByAdmin({ handle: 'Admin', email: 'root@example.org', password, role: 'admin' })
  const cookie = await world.accounts.signIn({ input: { identifier: 'admin', password }, client })
  const headers = new Headers({ cookie: cookie.split(';', 1)[0] ?? '' })
  expect(await world.accounts.viewer(headers)).toMatchObject({ handle: 'admin', name: 'admin', role: 'admin' })

  await world.accounts.setRole({ handle: 'ADMIN', role: 'member' })
  expect(await world.accounts.viewer(headers)).toMatchObject({ role: 'member' })
})

test('an account is not made twice, and not over another', async () => {
  const ana = { handle: 'ana', email: 'ana@example.org', password }
  await world.accounts.createByAdmin(ana)
  const again = [ana, { ...ana, handle: 'ana2' }, { ...ana, email: 'ana2@example.org' }]
  for (const input of again) {
    await expect(world.accounts.createByAdmin(input)).rejects.toMatchObject({ name: 'Conflict' })
  }
  await expect(world.accounts.setRole({ handle: 'nobody_here', role: 'admin' })).rejects.toMatchObject({
    name: 'NotFound',
  })
})

test('imported people are made once, keep their ids, and cannot sign in', async () => {
  const people = [imported('bob', 'beer/1'), imported('eve', 'beer/2')]
  const ids = await world.accounts.createImported(people)
  expect(ids).toEqual(people.map(({ id }) => id))

  const again = [imported('eve', 'beer/2'), imported('new', 'beer/3'), imported('bob', 'beer/1')]
  expect(await world.accounts.createImported(again)).toEqual([ids[1], again[1]?.id, ids[0]])
  expect(await world.db.user.count({ where: { sourceKey: { startsWith: 'beer/' } } })).toBe(3)

  const signIn = world.accounts.signIn({ input: { identifier: 'bob', password: '' }, client })
  await expect(signIn).rejects.toMatchObject({ name: 'Invalid', fields: { form: 'errors.signIn' } })
})

test('imported people with a taken name get a number', async () => {
  await world.accounts.createByAdmin({ handle: 'kim', email: 'kim@example.org', password })
  await world.accounts.createByAdmin({ handle: 'kim_2', email: 'kim2@example.org', password })
  const ids = await world.accounts.createImported([
    imported('Kim', 'x/1'),
    imported('kim', 'x/2'),
    imported('lee', 'x/3'),
  ])
  const rows = await world.db.user.findMany({ where: { id: { in: ids } }, orderBy: { sourceKey: 'asc' } })
  expect(rows.map(({ handle }) => handle)).toEqual(['kim_3', 'kim_4', 'lee'])
})

test('two admins who make one account at once: one hears that it is taken', async () => {
  const input = { handle: 'zoe', email: 'zoe@example.org', password }
  const made = await Promise.allSettled([1, 2, 3].map(() => world.accounts.createByAdmin(input)))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of made) {
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ name: 'Conflict' })
  }
})

test('a name that many have gets the next number', async () => {
  const people = Array.from({ length: 60 }, (_, n) => imported('sam', `y/${n}`))
  await world.accounts.createImported(people)
  const ids = await world.accounts.createImported([
    imported('sam', 'z/1'),
    imported('Sam', 'z/2'),
    imported('sam_7', 'z/3'),
  ])
  const rows = await world.db.user.findMany({ where: { id: { in: ids } }, orderBy: { sourceKey: 'asc' } })
  expect(rows.map(({ handle }) => handle)).toEqual(['sam_61', 'sam_62', 'sam_7_2'])
})

function imported(handle: string, sourceKey: string) {
  return { id: newId(), handle, name: handle, bio: '', sourceKey, createdAt: new Date() }
}
