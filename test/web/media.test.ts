import { request as httpRequest } from 'node:http'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { repliesFeed } from '#app/domain/feeds/declarations.ts'
import { imageFile, postImages, readyImage } from '#test/support/images.ts'
import { startWeb } from '#test/support/web.ts'

const web = startWeb()

type Member = Awaited<ReturnType<ReturnType<typeof web>['member']>>

function upload(member: Pick<Member, 'cookies'> | null, file: Buffer, headers: Record<string, string> = {}) {
  const cookie = member ? { cookie: [...member.cookies].map((pair) => pair.join('=')).join('; ') } : undefined
  const origin = web().world.env.origin
  return fetch(`${web().address}/media`, {
    method: 'POST',
    body: new Uint8Array(file),
    headers: { origin, ...cookie, ...headers },
  })
}

test('a picture is sent, prepared, posted and read', async () => {
  const ana = await web().member('ana_sends')
  const sent = await upload(ana, await imageFile(), { 'content-type': 'text/html' })
  expect(sent.status).toBe(201)
  const { id, key } = await sent.json()
  expect(await (await ana.get(`/media/${id}/state`)).json()).toMatchObject({ state: 'waiting', key })
  await web().world.drain()
  expect(await (await ana.get(`/media/${id}/state`)).json()).toMatchObject({ state: 'ready', width: 640 })

  const media = JSON.stringify([{ id, alt: 'A dark corner & "light"', focus: [20, 80] }])
  const posted = await ana.post('/posts', { text: '', media }, { accept: 'application/json' })
  expect((await posted.json()).post.media).toMatchObject([{ key, alt: 'A dark corner & "light"', focus: [20, 80] }])
  const html = await (await ana.get('/')).text()
  expect(html).toContain(`src="/media/${key}/medium.webp"`)
  expect(html).toContain('alt="A dark corner &amp; &quot;light&quot;"')
  expect(html).toMatch(/width="640" height="480"/)
  expect(html).toContain(
    `<source type="image/avif" srcSet="/media/${key}/small.avif 480w,/media/${key}/medium.avif 640w"`,
  )
  for (const type of ['webp', 'avif']) {
    const file = await web().visitor().get(`/media/${key}/small.${type}`)
    expect(file.headers.get('content-type')).toBe(`image/${type}`)
    expect((await sharp(Buffer.from(await file.arrayBuffer())).metadata()).width).toBe(480)
  }
})

test('who may not send is told so, and nothing is kept', async () => {
  const ana = await web().member('ana_may_not')
  const count = () => web().world.db.media.count()
  const before = await count()
  const file = await imageFile()
  expect((await upload(null, file)).status).toBe(401)
  expect((await upload(ana, file, { origin: 'https://evil.test' })).status).toBe(403)
  expect((await upload(ana, file, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const script = await upload(ana, Buffer.from('<script>alert(1)</script>'.repeat(10)), { 'content-type': 'image/png' })
  expect([script.status, (await script.json()).error.fields]).toEqual([422, { image: 'errors.media.type' }])
  expect((await upload(ana, Buffer.alloc(16 * 1024 * 1024 + 1))).status).toBe(413)
  expect(await count()).toBe(before)
})

test('a picture that breaks off is not kept', async () => {
  const ana = await web().member('ana_breaks')
  const cookie = [...ana.cookies].map((pair) => pair.join('=')).join('; ')
  const file = await imageFile()
  await new Promise<void>((resolve) => {
    const headers = { cookie, origin: web().world.env.origin, 'content-length': file.length * 2 }
    const sending = httpRequest(`${web().address}/media`, { method: 'POST', headers })
    sending.on('error', () => resolve())
    sending.write(file, () => sending.destroy())
  })
  await expect.poll(() => web().world.db.media.count({ where: { ownerId: ana.viewer.id } })).toBe(0)
})

test.each(['webp', 'avif'])(
  'what is handed out is a picture and nothing else, to those who may see it (%s)',
  async (type) => {
    const { world } = web()
    const [ana, bo] = [await web().member(`ana_${type}`), await web().member(`bo_${type}`)]
    const { id, key } = await readyImage(world, ana.viewer)
    const path = `/media/${key}/small.${type}`
    expect((await ana.get(path)).headers.get('cache-control')).toBe('private, no-cache')
    expect((await bo.get(path)).status).toBe(404)
    const postId = await postImages(world, ana.viewer, [id])

    const answer = await bo.get(path)
    const headers = Object.fromEntries(answer.headers)
    expect(headers).toMatchObject({
      'content-type': `image/${type}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'public, max-age=86400, s-maxage=600',
    })
    const tag = { 'if-none-match': headers.etag ?? '' }
    expect((await bo.get(path, tag)).status).toBe(304)
    await world.posts.setAudience({ postId, viewer: ana.viewer, audience: 'followers' })
    expect((await bo.get(path, tag)).status, 'for followers').toBe(404)
    expect((await ana.get(path, tag)).status).toBe(304)
    await world.posts.remove({ postId, viewer: ana.viewer })
    const gone = await ana.get(path, tag)
    expect([gone.status, gone.headers.get('etag')], 'deleted').toEqual([404, null])
  },
)

test.each([
  '/media/..%2f..%2fetc%2fpasswd/small.webp',
  '/media/%2e%2e/backups',
  '/media/../backups/small.webp',
  '/media/AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH/small.webp',
  '/media/AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH/small.avif',
  '/media/AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH/original',
  '/media/AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH/small.webp/../../x',
  '/media/AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH/small.webp%00.png',
  '/media//etc/passwd',
])('%s is nothing', async (path) => {
  // Not `fetch`, which tidies paths.
  const status = await new Promise((resolve, reject) => {
    const { hostname, port } = new URL(web().address)
    httpRequest({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(404)
})

test('the original is handed out to nobody, not even its sender', async () => {
  const ana = await web().member('ana_original')
  const { key } = await (await upload(ana, await imageFile())).json()
  for (const size of ['original', 'original.webp', 'small.webp', 'small.avif', 'small.png', 'constructor.webp'])
    expect((await ana.get(`/media/${key}/${size}`)).status).toBe(404)
})

function composeForm(fields: Record<string, string | Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

test('without scripts, the form brings its pictures along, and keeps them when the text is wrong', async () => {
  const { world } = web()
  const ana = await web().member('ana_plain')
  const cookie = [...ana.cookies].map((pair) => pair.join('=')).join('; ')
  const send = (fields: Record<string, string | Blob>) =>
    fetch(`${web().address}/compose`, {
      method: 'POST',
      body: composeForm(fields),
      redirect: 'manual',
      headers: { cookie, origin: world.env.origin },
    })
  const file = new Blob([new Uint8Array(await imageFile())], { type: 'image/jpeg' })
  const fields = {
    image0: file,
    alt0: 'first',
    image1: new Blob([]),
    alt1: '',
    image2: file,
    alt2: 'second',
    isSensitive: 'on',
  }

  const refused = await send({ ...fields, text: 'x'.repeat(501) })
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('The post is too long')
  const kept = /name="media" value="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? ''
  expect(JSON.parse(kept)).toMatchObject([{ alt: 'first' }, { alt: 'second' }])

  expect((await send({ text: '', media: kept, isSensitive: 'on' })).status).toBe(303)
  await world.drain()
  const [post] = (await world.posts.feed({ feed: `user:${ana.viewer.id}`, viewer: null, limit: 1 })).items
  expect(post?.media).toMatchObject([{ alt: 'first', isSensitive: true }, { alt: 'second' }])
  expect(await (await ana.get('/')).text()).toContain('<details class="veil">')

  const wrong = await send({ text: 'hello', image0: new Blob(['no image, whatever it is called, and long enough']) })
  expect([wrong.status, await wrong.text()]).toEqual([
    422,
    expect.stringContaining('This is no image that we can take'),
  ])
})

test('a long body is for pictures alone', async () => {
  const ana = await web().member('ana_long')
  expect((await ana.post('/posts', { text: 'x'.repeat(70_000) })).status).toBe(413)
})

test('without scripts, each post of a thread brings its own pictures along, and keeps them when a text is wrong', async () => {
  const { world } = web()
  const ana = await web().member('ana_threads')
  const cookie = [...ana.cookies].map((pair) => pair.join('=')).join('; ')
  const send = (path: string, fields: readonly (readonly [string, string | Blob])[]) => {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    const headers = { cookie, origin: world.env.origin }
    return fetch(`${web().address}${path}`, { method: 'POST', body: form, redirect: 'manual', headers })
  }
  const file = new Blob([new Uint8Array(await imageFile())], { type: 'image/jpeg' })
  const fields = [
    ['text', 'first'],
    ['image0', file],
    ['alt0', 'of the first'],
    ['more', 'second'],
    ['more0image0', new Blob([])],
    ['more', ''],
    ['more1image2', file],
    ['more1alt2', 'of the third'],
    ['more1isSensitive', 'on'],
  ] as const
  const refused = await send('/compose', [...fields, ['more', 'x'.repeat(501)]])
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('The post is too long')
  const kept = [...html.matchAll(/name="(media|moreMedia)" value="([^"]*)"/g)].map(([, name = '', value = '']) => {
    return [name, value.replaceAll('&quot;', '"')] as const
  })
  expect(kept.map(([name, value]) => [name, value && JSON.parse(value)[0].alt])).toEqual([
    ['media', 'of the first'],
    ['moreMedia', ''],
    ['moreMedia', 'of the third'],
    ['moreMedia', ''],
  ])
  expect((await send('/drafts', [...fields, ['clientKey', 'a-thread-begun']])).status).toBe(303)
  const [draft] = await world.drafts.all({ viewer: ana.viewer })
  expect(JSON.parse(draft?.fields.media ?? '')).toMatchObject([{ alt: 'of the first' }])
  expect(JSON.parse(draft?.fields.thread ?? '')).toMatchObject([
    { text: 'second' },
    { media: [{ alt: 'of the third' }] },
  ])
  expect(
    (
      await send('/drafts', [
        ['text', ''],
        ['clientKey', 'nothing-said'],
      ])
    ).status,
  ).toBe(303)
  expect(await world.drafts.all({ viewer: ana.viewer })).toHaveLength(1)

  const texts = ['second', '', 'no longer'].map((text) => ['more', text] as const)
  const again = [['text', 'first'], ...kept, ...texts, ['more1isSensitive', 'on']] as const
  const inAnHour = new Date(Date.now() + 3600_000).toISOString().slice(0, 16)
  const scheduled = [...again, ['publishAt', inAnHour], ['clientKey', 'a-thread-for-later']] as const
  expect((await send('/scheduled', scheduled)).status).toBe(303)
  const [waiting] = await world.scheduled.scheduled({ viewer: ana.viewer })
  await world.scheduled.publishNow({ viewer: ana.viewer, draftId: waiting?.id ?? '' })
  await world.drain()
  const posts = (await world.posts.feed({ feed: repliesFeed(ana.viewer.id), viewer: null, limit: 5 })).items
  expect(
    posts.map(({ body, media }) => [body.length, media.map(({ alt, isSensitive }) => [alt, isSensitive])]),
  ).toEqual([
    [1, []],
    [0, [['of the third', true]]],
    [1, []],
  ])
})
