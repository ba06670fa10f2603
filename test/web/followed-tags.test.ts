import { expect, test } from 'vitest'
import { startWeb } from '#test/support/web.ts'

const web = startWeb()

test('without scripts a hashtag is followed and ended by forms; the signed-out are sent to sign in, and what is no tag is not found', async () => {
  const visitor = await web().member('reader')
  const author = await web().world.person('author')
  await web().world.post(author, 'tea time #tea')
  const followed = await visitor.post('/tags/Tea/follow', { on: '1' })
  expect(followed.status).toBe(303)
  expect(await (await visitor.get('/')).text()).toContain('tea time')
  expect(await (await visitor.get('/settings/feed')).text()).toContain('Following #tea. Unfollow')
  expect((await visitor.post('/tags/tea/follow', { on: '2' }, { accept: 'application/json' })).status).toBe(422)
  await visitor.post('/tags/tea/follow', { on: '0' })
  expect(await (await visitor.get('/')).text()).not.toContain('tea time')
  expect((await visitor.post('/tags/no%20tag/follow', { on: '1' })).status).toBe(404)
})
