import { expect, test } from 'vitest'
import { listFeed } from '#app/domain/feeds/declarations.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

test('a list shows what the people on it post, whoever is followed', async () => {
  const [me, ana, bo] = [await world.person('me'), await world.person('ana'), await world.person('bo')]
  const listId = newId()
  const texts = async () => {
    const { items } = await world.posts.feed({ feed: listFeed(listId), viewer: me })
    return items.map(textOf)
  }
  await world.post(ana, 'on the list')
  await world.post(bo, 'not on it')
  await world.feeds.setMember({ listId, actorId: ana.id, isMember: true })
  expect(await texts()).toEqual(['on the list'])
  await world.feeds.setMember({ listId, actorId: ana.id, isMember: false })
  expect(await texts()).toEqual([])
})
