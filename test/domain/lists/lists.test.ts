import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { ListedInput, ListInput, listLimits } from '#app/domain/lists/list-rules.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const gone = { name: 'NotFound' }
let ana: Viewer
let ben: Viewer

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
})

async function listOf(viewer: Viewer, name: string, ...people: Viewer[]) {
  const { id } = await world.lists.create({ viewer, input: { name } })
  for (const { handle } of people) await world.lists.setPerson({ viewer, listId: id, handle, isOn: true })
  return id
}

const handlesOn = async (viewer: Viewer, listId: string) =>
  (await world.lists.people({ viewer, listId })).items.map(({ handle }) => handle)

test('lists are made, named anew and deleted by whose they are, and are there by name', async () => {
  const [brewers, ales] = [await listOf(ana, 'brewers', ben), await listOf(ana, 'Ales')]
  expect(await world.lists.all({ viewer: ana })).toEqual([
    { id: ales, name: 'Ales', peopleCount: 0 },
    { id: brewers, name: 'brewers', peopleCount: 1 },
  ])
  await world.lists.rename({ viewer: ana, listId: brewers, input: { name: 'A guild' } })
  expect((await world.lists.all({ viewer: ana })).map(({ name }) => name)).toEqual(['A guild', 'Ales'])
  await world.lists.remove({ viewer: ana, listId: brewers })
  expect((await world.lists.all({ viewer: ana })).map(({ name }) => name)).toEqual(['Ales'])
  expect(await world.db.member.count({ where: { ownerId: brewers } })).toBe(0)
  expect(await world.lists.all({ viewer: ben })).toEqual([])
})

test("somebody else's list, and one that is none, are not there, whatever is done", async () => {
  const own = await listOf(ana, 'Own', ben)
  for (const listId of [own, newId()]) {
    const named = { viewer: ben, listId }
    for (const attempt of [
      () => world.lists.require(named),
      () => world.lists.people(named),
      () => world.lists.rename({ ...named, input: { name: 'Mine now' } }),
      () => world.lists.remove(named),
      () => world.lists.setPerson({ ...named, handle: ana.handle, isOn: true }),
      () => world.lists.setPerson({ ...named, handle: ana.handle, isOn: false }),
    ])
      await expect(attempt()).rejects.toMatchObject(gone)
  }
  expect(await world.lists.require({ viewer: ana, listId: own })).toEqual({ id: own, name: 'Own' })
  expect(await handlesOn(ana, own)).toEqual([ben.handle])
})

test('somebody is put on a list and taken off, again, and told on which lists they are', async () => {
  const [one, two] = [await listOf(ana, 'one'), await listOf(ana, 'two')]
  const set = (isOn: boolean) => world.lists.setPerson({ viewer: ana, listId: one, handle: ben.handle, isOn })
  for (const isOn of [true, true]) expect(await set(isOn)).toEqual({ isOn })
  expect(await handlesOn(ana, one)).toEqual([ben.handle])
  expect(await world.lists.withPerson({ viewer: ana, handle: ben.handle })).toEqual([
    { id: one, name: 'one', isOn: true },
    { id: two, name: 'two', isOn: false },
  ])
  for (const isOn of [false, false]) expect(await set(isOn)).toEqual({ isOn })
  expect(await handlesOn(ana, one)).toEqual([])
})

test('nobody, oneself and who has blocked one are on no list; who is blocked later is not seen on it', async () => {
  const [listId, cleo] = [await listOf(ana, 'people', ben), await world.person('cleo')]
  const put = (handle: string) => world.lists.setPerson({ viewer: ana, listId, handle, isOn: true })
  await world.safety.block({ viewer: cleo, handle: ana.handle })
  for (const handle of ['nobody_here', cleo.handle]) await expect(put(handle)).rejects.toMatchObject(gone)
  await expect(world.lists.withPerson({ viewer: ana, handle: cleo.handle })).rejects.toMatchObject(gone)
  const self = { name: 'Invalid', fields: { handle: 'errors.list.self' } }
  await expect(put(ana.handle)).rejects.toMatchObject(self)

  await world.safety.block({ viewer: ana, handle: ben.handle })
  expect(await handlesOn(ana, listId)).toEqual([])
  expect(await world.lists.all({ viewer: ana })).toMatchObject([{ peopleCount: 0 }])
  await world.safety.unblock({ viewer: ana, handle: ben.handle })
  expect(await handlesOn(ana, listId)).toEqual([ben.handle])
  await world.safety.block({ viewer: ana, handle: ben.handle })
  await world.lists.setPerson({ viewer: ana, listId, handle: ben.handle, isOn: false })
  await world.safety.unblock({ viewer: ana, handle: ben.handle })
  expect(await handlesOn(ana, listId)).toEqual([])
})

test('so many lists and no more, made at once or one by one', async () => {
  const make = (viewer: Viewer) => world.lists.create({ viewer, input: { name: 'one more' } })
  const atOnce = (viewer: Viewer) => Promise.allSettled(Array.from({ length: 10 }, () => make(viewer)))
  for (const viewer of [ana, ben]) {
    const held = Array.from({ length: listLimits.maxLists - 1 }, () => ({
      id: newId(),
      ownerId: viewer.id,
      name: 'held',
    }))
    await world.db.list.createMany({ data: held })
    // The first ten open the connections that the next ten race on.
    const made = await atOnce(viewer)
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(make(viewer)).rejects.toMatchObject({ name: 'Invalid', fields: { name: 'errors.list.tooMany' } })
  }
  await make(await world.person('somebody else'))
})

test('so many people on a list and no more; who is on it already may be put there again', async () => {
  const listId = await listOf(ana, 'full', ben)
  const others = Array.from({ length: listLimits.maxPeople - 2 }, () => ({ ownerId: listId, actorId: newId() }))
  await world.db.member.createMany({ data: others })
  const more = [await world.person('cleo'), await world.person('dan')]
  const put = ({ handle }: Viewer) => world.lists.setPerson({ viewer: ana, listId, handle, isOn: true })
  const results = await Promise.allSettled(more.map(put))
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const full = { name: 'Invalid', fields: { handle: 'errors.list.full' } }
  await expect(put(await world.person('eve'))).rejects.toMatchObject(full)
  expect(await put(ben)).toEqual({ isOn: true })
  expect(await world.db.member.count({ where: { ownerId: listId } })).toBe(listLimits.maxPeople)
})

test('a list that is deleted while somebody is put on it keeps nobody', async () => {
  for (let round = 0; round < 10; round += 1) {
    const listId = await listOf(ana, 'short')
    await Promise.allSettled([
      world.lists.setPerson({ viewer: ana, listId, handle: ben.handle, isOn: true }),
      world.lists.remove({ viewer: ana, listId }),
    ])
    expect(await world.db.member.count({ where: { ownerId: listId } })).toBe(0)
  }
})

test('people on a list come 40 a page, by handle', async () => {
  const listId = await listOf(ana, 'many')
  const people = await Promise.all(Array.from({ length: 45 }, () => world.person('mo')))
  await world.db.member.createMany({ data: people.map(({ id }) => ({ ownerId: listId, actorId: id })) })
  const first = await world.lists.people({ viewer: ana, listId })
  const second = await world.lists.people({ viewer: ana, listId, cursor: first.nextCursor })
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([40, 5, null])
  const handles = [...first.items, ...second.items].map(({ handle }) => handle)
  expect(new Set(handles)).toEqual(new Set(people.map(({ handle }) => handle)))
})

test('a name is a line of 1 to 60 characters, a handle comes with its sign or without', () => {
  const nameOf = (name: string) => ListInput.safeParse({ name }).data?.name
  expect(['  Good  brewers ', 'a'.repeat(60), 'a'.repeat(61), '   ', ''].map(nameOf)).toEqual([
    'Good brewers',
    'a'.repeat(60),
    undefined,
    undefined,
    undefined,
  ])
  expect([' @Ana_1 ', 'ana_1', 'a b', '@'].map((handle) => ListedInput.safeParse({ handle }).data?.handle)).toEqual([
    'ana_1',
    'ana_1',
    undefined,
    undefined,
  ])
})
