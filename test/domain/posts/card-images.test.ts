import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLinkCards } from '#app/domain/posts/link-cards/link-cards.server.ts'
import { createSafeFetch, type Fetched, FetchFailed } from '#app/lib/safe-fetch/safe-fetch.server.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { imageFile } from '#test/support/images.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
let site: Wiring | undefined
const closing: (() => void)[] = []
beforeAll(() => {
  site = secondWiring(world, { LINK_PREVIEWS: 'on', ORIGIN: 'https://social.example' })
})
afterAll(async () => {
  for (const close of closing) close()
  await site?.close()
})

type Answer = Partial<Fetched>

/** Posts whose links get cards, of an internet and at a time of this test's own; `fetchOther` asks what is not in it. */
function cards(fetchOther?: ReturnType<typeof createSafeFetch>) {
  if (!site) throw new Error('the site is there when the first test begins')
  const { db, cache, queue, log, posts } = site
  const asked: string[] = []
  const internet = new Map<string, Answer>()
  // Later than what posts have asked for.
  const clock = { nowMs: Date.now() + 3600_000 }
  const linkCards = createLinkCards({
    ...{ db, cache, queue, log, isOn: true, origin: 'https://social.example' },
    now: () => new Date(clock.nowMs),
    keepImage: (file) => world.media.keepCardImage(file),
    async fetchPage(url, wanted) {
      asked.push(url)
      const answer = internet.get(url)
      if (!answer && fetchOther) return fetchOther(url, wanted)
      if (!answer) throw new FetchFailed()
      const { body = Buffer.from(''), ...rest } = answer
      const isCut = body.length > wanted.maxBytes
      return { url, status: 200, contentType: 'text/html', body: body.subarray(0, wanted.maxBytes), isCut, ...rest }
    },
  })
  async function work(url: string): Promise<void> {
    const { key } = await db.linkCard.findFirstOrThrow({ where: { url } })
    await linkCards.fetch({ key })
    await world.drain()
  }
  const cardOf = async (postId: string) => (await posts.view({ postId, viewer: null })).card

  /** A page that shows this, which a post links to, as it is once everything is prepared. */
  async function linked({ image }: { image: string }) {
    const url = newLink()
    internet.set(url, pageWith(image, 'A river'))
    const author = await world.person('ana')
    const { id } = await posts.create({ author, input: { text: url } })
    await work(url)
    return { url, id, author, card: await cardOf(id) }
  }
  return { asked, internet, clock, linkCards, posts, linked, work, cardOf }
}

const pageWith = (image: string, alt: string): Answer => ({
  body: Buffer.from(
    `<title>T</title><meta property=og:image content="${image}"><meta property=og:image:alt content="${alt}">`,
  ),
})

let links = 0
const newLink = () => `https://page${++links}.example/`
const cardMedia = () => world.db.media.count({ where: { kind: 'card' } })

/** A server on this machine, and how often it was asked. */
async function local(answer: RequestListener) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { port: address.port, url: `http://127.0.0.1:${address.port}/`, asked }
}

test('a card shows the image of its page, kept here, small, without what stands beside its pixels', async () => {
  const { internet, linked, asked } = cards()
  const file = await sharp(await imageFile({ width: 1200, height: 630 }))
    .withExif({ IFD0: { Make: 'Camera' } })
    .jpeg()
    .toBuffer()
  internet.set('https://cdn.example/big.jpg', { body: file, contentType: 'image/jpeg' })
  const { url, card } = await linked({ image: 'https://cdn.example/big.jpg' })
  expect(card?.image).toMatchObject({ width: 600, height: 315, alt: 'A river', hasAvif: true })
  expect(card?.image?.thumbhash.length).toBeGreaterThan(20)
  expect(asked).toEqual([url, 'https://cdn.example/big.jpg'])
  const key = card?.image?.key ?? ''
  for (const type of ['webp', 'avif'] as const) {
    const found = await world.media.file({ key, size: 'small', type, viewer: null })
    expect(found?.isPublic).toBe(true)
    const stored = await found?.open()
    const { width, exif } = await sharp(Buffer.concat((await stored?.body.toArray()) ?? [])).metadata()
    expect([width, exif]).toEqual([600, undefined])
  }
  expect((await readdir(`${world.env.MEDIA_PATH}/${key.slice(0, 2)}/${key}`)).sort()).toEqual([
    'small.avif',
    'small.webp',
  ])
})

test('the image is asked once, however many posts link to its page', async () => {
  const { internet, linked, posts, cardOf, work, asked } = cards()
  internet.set('https://cdn.example/once.png', { body: await imageFile({ format: 'png' }) })
  const { url, author, card } = await linked({ image: 'https://cdn.example/once.png' })
  const { id } = await posts.create({ author, input: { text: `again ${url}` } })
  await work(url)
  expect((await cardOf(id))?.image?.key).toBe(card?.image?.key)
  expect(asked).toHaveLength(2)
})

test('a card without an image that can be shown stays a card, and nothing of it is kept', async () => {
  const { internet, linked } = cards()
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><script>alert(1)</script></svg>',
  )
  const answers: Record<string, Answer> = {
    gone: { status: 404, body: await imageFile() },
    page: { body: Buffer.from('<html>what it says that it is counts for nothing'), contentType: 'image/png' },
    svg: { body: svg, contentType: 'image/svg+xml' },
    huge: { body: Buffer.concat([await imageFile(), Buffer.alloc(4_000_000)]), contentType: 'image/jpeg' },
    empty: { body: Buffer.alloc(0), contentType: 'image/jpeg' },
  }
  const before = await cardMedia()
  for (const [name, answer] of Object.entries(answers)) {
    internet.set(`https://cdn.example/${name}`, answer)
    const { card } = await linked({ image: `https://cdn.example/${name}` })
    expect([name, card?.title, card?.image]).toEqual([name, 'T', null])
  }
  expect((await linked({ image: 'https://away.example/' })).card).toMatchObject({ title: 'T', image: null })
  expect(await cardMedia()).toBe(before)
})

test('one that is broken inside, a bomb, or no more than an icon, is not shown (B6)', async () => {
  const { internet, linked } = cards()
  const png = await imageFile({ format: 'png' })
  // 30,000 pixels a side, by its header: nothing is decoded.
  const bomb = Buffer.from(png)
  bomb.writeUInt32BE(30_000, 16)
  bomb.writeUInt32BE(30_000, 20)
  const bodies = { broken: png.subarray(0, 200), bomb, icon: await imageFile({ width: 64, height: 64 }) }
  for (const [name, body] of Object.entries(bodies)) {
    internet.set(`https://cdn.example/in-${name}`, { body })
    const { card } = await linked({ image: `https://cdn.example/in-${name}` })
    expect([name, card?.title, card?.image]).toEqual([name, 'T', null])
  }
})

test('an image is asked of the public internet alone: not here, not by a redirect to here (B6)', async () => {
  const inside = await local(async (_request, response) => response.end(await imageFile()))
  const outside = await local((_request, response) => response.writeHead(302, { Location: inside.url }).end())
  const userAgent = 'Tributary (+https://social.example)'
  const asApp = cards(createSafeFetch({ userAgent }))
  for (const image of [
    inside.url,
    `http://localhost:${inside.port}/`,
    'http://169.254.169.254/latest/',
    'http://[::1]/',
  ])
    expect((await asApp.linked({ image })).card).toMatchObject({ title: 'T', image: null })
  const elsewhere = cards(createSafeFetch({ userAgent, isAllowed: (_address, port) => port === outside.port }))
  expect((await elsewhere.linked({ image: outside.url })).card).toMatchObject({ title: 'T', image: null })
  expect([outside.asked, inside.asked]).toEqual([['/'], []])
})

test('an image that comes anew replaces the other, and goes with its card: files and all', async () => {
  const { internet, linked, cardOf, work, clock, linkCards, posts } = cards()
  internet.set('https://cdn.example/a.png', { body: await imageFile({ format: 'png' }) })
  internet.set('https://cdn.example/b.png', { body: await imageFile({ format: 'png', width: 800 }) })
  const { url, id, author, card } = await linked({ image: 'https://cdn.example/a.png' })
  clock.nowMs += 8 * 24 * 3600_000
  internet.set(url, pageWith('https://cdn.example/b.png', ''))
  await linkCards.want(url)
  await work(url)
  const second = (await cardOf(id))?.image
  expect([second?.alt, second?.key === card?.image?.key]).toEqual(['', false])

  const sweep = async () => {
    await world.db.media.updateMany({ where: { kind: 'card', eraseAt: { not: null } }, data: { eraseAt: new Date(0) } })
    await world.media.duties.sweep()
  }
  const isThere = async (key = '') => (await world.media.file({ key, size: 'small', viewer: null })) !== null
  await sweep()
  expect([await isThere(card?.image?.key), await isThere(second?.key)]).toEqual([false, true])
  await posts.remove({ postId: id, viewer: author })
  clock.nowMs += 9 * 24 * 3600_000
  await linkCards.sweep()
  await sweep()
  expect(await isThere(second?.key)).toBe(false)
  const key = second?.key ?? ''
  expect(await readdir(`${world.env.MEDIA_PATH}/${key.slice(0, 2)}`)).not.toContain(key)
})

test('an image of a card is in no post, and nobody has its state', async () => {
  const { internet, linked } = cards()
  internet.set('https://cdn.example/mine.png', { body: await imageFile({ format: 'png' }) })
  const { card, author } = await linked({ image: 'https://cdn.example/mine.png' })
  const { id } = await world.db.media.findUniqueOrThrow({ where: { key: card?.image?.key ?? '' } })
  const media = [{ id, alt: '', focus: [50, 50] as [number, number] }]
  await expect(world.posts.create({ author, input: { text: '', media } })).rejects.toMatchObject({ name: 'Invalid' })
  await expect(world.media.state({ mediaId: id, viewer: author })).rejects.toMatchObject({ name: 'NotFound' })
})
