import { Parser } from 'htmlparser2'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { eachAtOnce } from '#app/lib/each-at-once.ts'
import { newId } from '#app/lib/id.ts'
import { everyAddress } from '#test/support/addresses.ts'
import { postImages, readyImage } from '#test/support/images.ts'
import { startWeb } from '#test/support/web.ts'

const web = startWeb()

/** Ends whatever it may stand in: an attribute, a script, a title, a field. As long as the shortest text may be. */
const markup = `"'></script></title></textarea><canary onx=1>${'{'}`

/** What of a page came out of `markup` as elements or attributes. */
function brokenOutOf(html: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'canary' || 'onx' in attributes) found.push(`<${name}>`)
    },
  })
  parser.end(html)
  return found
}

async function writeEverywhere(viewer: Viewer) {
  const { world } = web()
  await world.accounts.updateProfile({ viewer, input: { name: markup, bio: markup } })
  const image = await readyImage(world, viewer)
  const first = await postImages(world, viewer, [image.id], { text: `${markup} #${markup}`, warning: markup })
  await world.db.media.updateMany({ where: { id: image.id }, data: { alt: markup } })
  const poll = [markup, `${markup}2`]
  const { id: second } = await world.posts.create({ author: viewer, input: { text: markup, poll } })
  await world.posts.edit({ postId: second, viewer, input: { text: `${markup} again`, warning: markup } })
  await world.posts.setPinned({ postId: second, viewer, isOn: true })
  await world.posts.create({ author: viewer, input: { text: markup, replyToId: first } })
  const { id: quote } = await world.posts.create({ author: viewer, input: { text: markup, quoteId: first } })
  for (const postId of [first, second]) await world.posts.repost({ postId, viewer })
  const folder = await world.bookmarks.createFolder({ viewer, input: { name: markup } })
  const list = await world.lists.create({ viewer, input: { name: markup } })
  const word = { phrase: markup, action: 'warn', length: 'day' } as const
  const places = { inHome: true, inNotifications: true, inSearch: true }
  await world.safety.muteWord({ viewer, input: { ...word, ...places } })
  const fields = { text: markup, warning: markup, poll: markup, replyToHandle: markup }
  await world.drafts.save({ viewer, input: { clientKey: newId(), version: 0, fields } })
  const [draft] = await world.drafts.all({ viewer })
  await world.drain()
  const shared = { listId: list.id, folderId: folder.id, handle: viewer.handle, accountId: viewer.id, tag: 'tide' }
  return [
    ...[first, second, quote].flatMap((postId) => everyAddress({ postId, ...shared })),
    `/compose?draft=${draft?.id}`,
    ...['/compose?text=', '/tags/', '/?cursor=', '/@', '/posts/', '/sign-in?redirectTo=', '/api/complete/tags?q='].map(
      (start) => start + encodeURIComponent(markup),
    ),
  ]
}

test('what people write is text at every address', async () => {
  const [author, reader] = [await web().member('author'), await web().member('reader')]
  await web().world.follow(reader.viewer, author.viewer)
  const addresses = new Set(await writeEverywhere(author.viewer))
  const broken: string[] = []
  let shown = 0
  await eachAtOnce(8, [...addresses], async (address) => {
    for (const visitor of [author, reader]) {
      const response = await visitor.get(address)
      const text = await response.text()
      if (response.status >= 500) broken.push(`${address}: ${response.status}`)
      // Browsers take nothing else for a page.
      expect([address, response.headers.get('x-content-type-options')]).toEqual([address, 'nosniff'])
      if (!response.headers.get('content-type')?.startsWith('text/html')) continue
      broken.push(...brokenOutOf(text).map((found) => `${address}: ${found}`))
      if (text.includes('&lt;canary')) shown += 1
    }
  })
  expect(broken).toEqual([])
  expect(shown, 'pages that show it').toBeGreaterThan(30)
}, 120_000)

test('a form that comes back has what was written in it, as text', async () => {
  const member = await web().member('careless')
  const long = markup + 'x'.repeat(600)
  for (const [path, fields] of [
    [
      '/compose',
      { text: long, warning: markup, poll: markup, replyToHandle: markup, thread: JSON.stringify([markup]) },
    ],
    ['/settings?index', { name: long, bio: long }],
    ['/lists?index', { name: long }],
    ['/bookmarks/folders', { name: long }],
    ['/settings/words', { phrase: long, action: markup, length: markup }],
    ['/sign-in', { identifier: markup, password: markup }],
    ['/sign-up', { handle: markup, email: markup, password: markup }],
  ] as const) {
    const response = await (path.startsWith('/sign-') ? web().visitor() : member).post(path, fields)
    const html = await response.text()
    expect([path, response.status, brokenOutOf(html)]).toEqual([path, 422, []])
  }
})
