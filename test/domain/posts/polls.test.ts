import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import type { Audience } from '#app/domain/posts/post-views.ts'
import type { Id } from '#app/lib/id.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

type Asked = { isMultiple?: boolean; audience?: Audience }

async function ask(author: Viewer, { isMultiple = false, audience }: Asked = {}): Promise<Id> {
  const poll = ['tea', 'coffee', 'water']
  const pollMultiple = isMultiple ? ('on' as const) : undefined
  const { id } = await world.posts.create({ author, input: { text: 'What now?', poll, pollMultiple, audience } })
  return id
}

async function pollOf(postId: Id, viewer: Viewer | null) {
  return (await world.posts.view({ postId, viewer })).poll
}

/** Its time is over, and the job has not come yet. */
const runOut = (postId: Id) =>
  world.db.poll.update({ where: { postId }, data: { endsAt: new Date(Date.now() - 1_000) } })

test('results are shown to who has voted, and to everybody in the end', async () => {
  const [alice, bob, cem] = [await world.person('alice'), await world.person('bob'), await world.person('cem')]
  const other = secondWiring(world)
  const postId = await ask(alice)
  const blind = {
    options: [{ text: 'tea', count: null }, { count: null }, { count: null }],
    choices: null,
    isOver: false,
  }
  expect(await pollOf(postId, bob)).toMatchObject({ ...blind, voters: 0 })
  await world.posts.vote({ postId, viewer: bob, choices: [1] })
  expect(await pollOf(postId, bob)).toMatchObject({ options: [{ count: 0 }, { count: 1 }, { count: 0 }], choices: [1] })
  expect((await other.posts.view({ postId, viewer: bob })).poll).toEqual(await pollOf(postId, bob))
  for (const viewer of [cem, null]) expect(await pollOf(postId, viewer)).toMatchObject({ ...blind, voters: 1 })
  await runOut(postId)
  const late = world.posts.vote({ postId, viewer: cem, choices: [0] })
  await expect(late).rejects.toMatchObject({ name: 'Conflict' })
  expect(await world.posts.endDue()).toBe(1)
  expect(await world.posts.endDue()).toBe(0)
  const over = { options: [{ count: 0 }, { count: 1 }, { count: 0 }], isOver: true, voters: 1 }
  for (const viewer of [cem, null]) expect((await other.posts.view({ postId, viewer })).poll).toMatchObject(over)
  await other.close()
})

test('whoever votes twice, at once and from everywhere, has one vote', async () => {
  const alice = await world.person('alice')
  const voters = await Promise.all(Array.from({ length: 8 }, (_, n) => world.person(`voter ${n}`)))
  const other = secondWiring(world)
  const postId = await ask(alice)
  const votes = voters.flatMap((viewer, n) => [
    { posts: world.posts, command: { postId, viewer, choices: [n % 3] } },
    { posts: other.posts, command: { postId, viewer, choices: [(n + 1) % 3] } },
  ])
  await Promise.all(votes.map(({ posts, command }) => posts.vote(command)))
  const counts = ((await pollOf(postId, alice))?.options ?? []).map(({ count }) => count ?? 0)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(voters.length)
  expect((await other.posts.view({ postId, viewer: alice })).poll?.voters).toBe(voters.length)
  await other.close()
})

test('several are chosen only where several may be, and only what is there', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const [one, many] = [await ask(alice), await ask(alice, { isMultiple: true })]
  const refused = [
    { postId: one, choices: [0, 1] },
    { postId: many, choices: [0, 3] },
    { postId: await world.post(alice, 'asks nothing'), choices: [0] },
  ]
  for (const command of refused)
    await expect(world.posts.vote({ ...command, viewer: bob })).rejects.toMatchObject({ name: 'Conflict' })
  await world.posts.vote({ postId: many, viewer: bob, choices: [0, 2] })
  const poll = await pollOf(many, bob)
  expect([poll?.options.map(({ count }) => count), poll?.voters, poll?.choices]).toEqual([[1, 0, 1], 1, [0, 2]])
})

test('who may not see a post has no vote, and is told of no poll', async () => {
  const [alice, fan, stranger] = [await world.person('alice'), await world.person('fan'), await world.person('other')]
  await world.follow(fan, alice)
  const postId = await ask(alice, { audience: 'followers' })
  const vote = world.posts.vote({ postId, viewer: stranger, choices: [0] })
  await expect(vote).rejects.toMatchObject({ name: 'NotFound' })
  await world.posts.vote({ postId, viewer: fan, choices: [0] })
  await world.safety.block({ viewer: alice, handle: fan.handle })
  const late = world.posts.vote({ postId, viewer: fan, choices: [1] })
  await expect(late).rejects.toMatchObject({ name: 'NotFound' })
  expect((await pollOf(postId, alice))?.voters).toBe(1)
})

test('a poll as forms send it', () => {
  const read = (fields: Record<string, string>) => PostInput.safeParse({ text: 'x', ...fields })
  expect(read({ poll: ' a \r\n\n b  c ', pollMinutes: '60', pollMultiple: 'on' }).data).toMatchObject({
    poll: ['a', 'b c'],
    pollMinutes: 60,
    pollMultiple: 'on',
  })
  expect(read({ poll: ' \n ', pollMultiple: '' }).data?.poll).toEqual([])
  for (const [fields, problem] of [
    [{ poll: 'one' }, 'errors.poll.count'],
    [{ poll: '1\n2\n3\n4\n5\n6\n7\n8\n9' }, 'errors.poll.count'],
    [{ poll: `a\n${'b'.repeat(61)}` }, 'errors.poll.long'],
    [{ poll: 'same\nsame' }, 'errors.poll.same'],
    [{ poll: 'a\nb', pollMinutes: '4' }, 'errors.poll.ends'],
    [{ poll: 'a\nb', pollMinutes: '43201' }, 'errors.poll.ends'],
  ] as const)
    expect([fields, read(fields).error?.issues[0]?.message]).toEqual([fields, problem])
})

test('the same draft with another poll is another post', async () => {
  const alice = await world.person('alice')
  const input = { text: 'which?', poll: ['a', 'b'], clientKey: 'poll-of-a-draft' }
  const first = await world.posts.create({ author: alice, input })
  expect(await world.posts.create({ author: alice, input })).toEqual(first)
  const other = world.posts.create({ author: alice, input: { ...input, poll: ['a', 'c'] } })
  await expect(other).rejects.toMatchObject({ name: 'Conflict' })
})
