import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

/** Somebody signed in who follows by the route, and what is at home then. */
async function reader(handle: string) {
  const visitor = await web().member(handle)
  return {
    visitor,
    home: () => web().world.home(visitor.viewer),
    follow: (person: Viewer, fields: Record<string, string>) =>
      visitor.post(`/people/${person.handle}/follow`, fields, asScript),
  }
}

async function authorOf(...texts: string[]): Promise<Viewer> {
  const author = await web().world.person('author')
  for (const text of texts) await web().world.post(author, text)
  return author
}

test('a follow takes as many posts so far as it says, and all that come', async () => {
  const { world } = web()
  const author = await authorOf('one', 'two', 'three')
  for (const [handle, copyLimit, copied] of [
    ['none', '0', []],
    ['two', '2', ['three', 'two']],
    ['many', '5000', ['three', 'two', 'one']],
  ] as const) {
    const { home, follow } = await reader(`takes_${handle}`)
    expect((await follow(author, { on: '1', copyLimit })).status).toBe(200)
    expect(await home()).toEqual(copied)
    const added = await world.post(author, `after ${handle}`)
    await world.drain()
    expect(await home()).toEqual([`after ${handle}`, ...copied])
    await world.posts.remove({ postId: added, viewer: author })
  }
})

test('an unfollow that keeps what was shown: no more comes, and ending it again without goes back on that', async () => {
  const { world } = web()
  const author = await authorOf('kept')
  const { home, follow } = await reader('keeps')
  await follow(author, { on: '1' })
  const left = await follow(author, { on: '0', keepHistory: '1' })
  expect([left.status, await left.json()]).toEqual([200, { isFollowing: false, isRequested: false, followerCount: 0 }])
  await world.post(author, 'too late')
  await world.drain()
  expect(await home()).toEqual(['kept'])
  await follow(author, { on: '0' })
  expect(await home()).toEqual([])
})

test('without scripts, the menu of a profile has both as forms', async () => {
  const author = await authorOf('before')
  const { visitor, home } = await reader('plain')
  const path = `/@${author.handle}`
  const referer = `http://social.test${path}`
  const page = async () => (await visitor.get(path)).text()
  expect(await page()).toContain('name="copyLimit" value="0"')
  const followed = await visitor.post(`/people/${author.handle}/follow`, { on: '1', copyLimit: '0' }, { referer })
  expect([followed.status, followed.headers.get('location')]).toEqual([303, path])
  expect(await home()).toEqual([])
  expect(await page()).toContain('name="keepHistory" value="1"')
})

test('what is no number of posts, and no choice, is refused', async () => {
  const author = await authorOf()
  const { follow } = await reader('refused')
  for (const [name, value] of [
    ['copyLimit', '-1'],
    ['copyLimit', ''],
    ['copyLimit', '1.5'],
    ['keepHistory', 'yes'],
  ] as const) {
    expect((await follow(author, { on: '1', [name]: value })).status).toBe(422)
  }
})
