import { expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld({ FEED_PULL_THRESHOLD: '1' })

test('what a job gave up delivering is read from the ledger', async () => {
  const [author, follower] = [await world.person('author'), await world.person('follower')]
  await world.follow(follower, author)
  await world.post(author, 'first')
  await world.home(follower)
  await world.drain()
  await world.posts.create({ author, input: { text: 'second' } })
  const [{ id } = { id: '' }] = await world.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM activity WHERE fanned_out_at IS NULL`
  expect(await world.home(follower)).toEqual(['first'])
  await world.feeds.duties.setAside({ activityId: id })
  expect(await world.home(follower)).toEqual(['second', 'first'])
})

test('who follows nobody but those who are merged at read has a timeline, too', async () => {
  const [star, fan, other] = [await world.person('star'), await world.person('fan'), await world.person('other')]
  for (const follower of [fan, other]) await world.follow(follower, star)
  await world.post(star, 'first')
  await world.drain()
  await world.db.$executeRaw`UPDATE pulled_author SET since = now() - interval '1 day'`
  expect(await world.home(fan)).toEqual(['first'])
  await world.drain()
  expect(await world.timelines.read(homeFeed(fan.id), { limit: 9 })).toMatchObject({ state: 'warm' })
  await world.post(star, 'second')
  expect(await world.home(fan)).toEqual(['second', 'first'])
})
