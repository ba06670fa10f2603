import { expect, test } from 'vitest'
import { cardLink } from './card-rules.ts'
import { decodeHtml } from './decode-html.ts'
import { readCard } from './read-card.ts'

const address = 'https://page.example/a/b'
const read = (html: string) => readCard(html, address)

const own = 'https://social.example'

test.each([
  ['see https://one.example/a?b=1#c and https://two.example/', 'https://one.example/a?b=1'],
  ['www.one.example is a link, too', 'https://www.one.example/'],
  ['@ana #tag https://social.example/posts/1 then https://two.example', 'https://two.example/'],
  ['@ana #tag no link, ftp://x.example, user:pass https://user:pass@evil.example', null],
  ['only https://social.example/posts/1', null],
  // Some thousand characters that are six thousand in an address: more than is kept of one.
  [`https://one.example/${'é'.repeat(1000)} https://two.example`, 'https://two.example/'],
])('the card of %j is of %s', (text, href) => expect(cardLink(text, own)?.href ?? null).toBe(href))

test('a page says what it is called in the way that is best', () => {
  const head = `<!doctype html><html><head><title>Plain &amp; simple</title>
    <meta name="description" content="plain words"><meta name="twitter:title" content="Tweeted">`
  expect(read(head)).toEqual({ title: 'Tweeted', description: 'plain words', siteName: null, pageImage: null })
  const graph = `<meta property="og:title" content=" A  story
    of two "><META PROPERTY='og:description' CONTENT='with &lt;b&gt;words&lt;/b&gt;'><meta property=og:site_name content=Rivers>`
  expect(read(head + graph)).toEqual({
    title: 'A story of two',
    description: 'with <b>words</b>',
    siteName: 'Rivers',
    pageImage: null,
  })
})

test('only the head counts, and an empty part is none', () => {
  const page = '<head><meta property="og:title" content=" "><title>Head</title></head>'
  const body = '<body><title>Body</title><meta property="og:title" content="Body"><svg><title>Icon</title></svg>'
  expect(read(page + body)?.title).toBe('Head')
  expect(read(body)).toBeNull()
  expect(read('')).toBeNull()
  expect(read('<title>\u200b \u202e</title>')).toBeNull()
  expect(read('<script><title>Script</title></script><title>Real</title>')?.title).toBe('Real')
})

test('markup stays text, what turns the direction is taken out, and all is cut (B3.2, B3.8)', () => {
  const title = `<script>alert(1)</script>\u202e\u0000${'long '.repeat(100)}`
  const escaped = title.replace(/</g, '&lt;').replace(/"/g, '&quot;')
  const card = read(
    `<meta property="og:title" content="${escaped}"><meta name=description content="${'😀'.repeat(500)}">`,
  )
  expect(card?.title).toMatch(/^<script>alert\(1\)<\/script>long long .*…$/)
  expect(card?.title.length).toBeLessThanOrEqual(200)
  expect(card?.description).toMatch(/^(😀)+…$/u)
  expect(card?.description?.length).toBeLessThanOrEqual(400)
})

test('a site name that looks like an address is none: it would stand beside the real one', () => {
  for (const name of ['bank.example', 'https://bank', 'ana@bank', 'bank/login'])
    expect(read(`<title>t</title><meta property=og:site_name content="${name}">`)?.siteName).toBeNull()
})

test.each([
  ['<meta property=og:image content=/c.png>', 'https://page.example/c.png', ''],
  [
    '<meta property=og:image content="//cdn.example/c.png"><meta name=og:image:alt content="A  river">',
    'https://cdn.example/c.png',
    'A river',
  ],
  [
    '<meta name=twitter:image content=c.png><meta property=og:image content="http://a.example/?a=1&amp;b=2">',
    'http://a.example/?a=1&b=2',
    '',
  ],
])('%s names an image', (html, url, alt) => expect(read(`<title>t</title>${html}`)?.pageImage).toEqual({ url, alt }))

test.each(['data:image/png;base64,AAAA', 'javascript:alert(1)', 'file:///etc/passwd', 'http://', ' '])(
  '%s is no address of an image',
  (url) => expect(read(`<title>t</title><meta property=og:image content="${url}">`)?.pageImage).toBeNull(),
)

test('a megabyte of tags takes no time that grows with its square', () => {
  for (const piece of ['<meta property="og:titlex" content="a">', '<title>', '<', '<!--', '<a href="', '&amp;'])
    expect(read(piece.repeat(1_000_000 / piece.length))?.title ?? '').not.toContain('nothing')
}, 10_000)

test.each([
  ['text/html; charset=windows-1251', Buffer.from([0xcf, 0xf0, 0xe8]), 'При'],
  ['text/html; charset="Shift_JIS"', Buffer.from([0x93, 0xfa, 0x96, 0x7b]), '日本'],
  ['text/html', Buffer.concat([Buffer.from('<meta charset=latin1>'), Buffer.from([0xe9])]), '<meta charset=latin1>é'],
  [
    'text/html',
    Buffer.concat([
      Buffer.from('<meta http-equiv=content-type content="text/html; charset=gbk">'),
      Buffer.from([0xc4, 0xe3]),
    ]),
    '<meta http-equiv=content-type content="text/html; charset=gbk">你',
  ],
  ['text/html; charset=nobody-knows', Buffer.from('höhe'), 'höhe'],
  ['text/html; charset=latin1', Buffer.from('\ufeffhöhe'), 'höhe'],
  ['text/html', Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'A'],
  ['text/html', Buffer.from('<meta charset=utf-16>ok'), '<meta charset=utf-16>ok'],
])('a page that is %s reads as it was written', (contentType, body, text) =>
  expect(decodeHtml(body, contentType)).toBe(text),
)

test('a content type that is mostly spaces is read at once', () => {
  const startedAt = performance.now()
  decodeHtml(new Uint8Array([97]), `text/html; charset=${' '.repeat(60_000)}!`)
  expect(performance.now() - startedAt).toBeLessThan(500)
})
