import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createSafeFetch } from '#app/lib/safe-fetch/safe-fetch.server.ts'

const userAgent = 'Tributary (+https://social.example)'
const wanted = { accept: 'text/html', maxBytes: 1_000_000, withinMs: 10_000 }

/** As the app makes it: the public internet alone. */
const fetchPublic = createSafeFetch({ userAgent })
/** For servers of this test, which are not of the public internet. */
const isLoopback = (address: string) => address === '127.0.0.1'
const fetchLocal = createSafeFetch({ userAgent, isAllowed: isLoopback })

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listen(server: ReturnType<typeof createTcpServer>, close: () => void): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(close)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

/** A site that answers so, and every request that it was sent. */
async function site(answer: RequestListener) {
  const requests: Parameters<RequestListener>[0][] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  const port = await listen(server, () => {
    server.closeAllConnections()
    server.close()
  })
  return { port, url: `http://127.0.0.1:${port}/`, requests }
}

const refused = { name: 'FetchFailed', message: 'That address cannot be read.' }

test('a page is fetched with its type, where it came from, and an address to complain to', async () => {
  const { url, requests } = await site((_request, response) => {
    response.setHeader('Content-Type', 'Text/HTML; charset=UTF-8').setHeader('Set-Cookie', 'a=1').end('<p>hello')
  })
  for (let times = 0; times < 2; times += 1) {
    const { body, ...rest } = await fetchLocal(url, wanted)
    expect(body.toString()).toBe('<p>hello')
    expect(rest).toEqual({ url, status: 200, contentType: 'text/html; charset=utf-8', isCut: false })
  }
  // Nothing of the visitor, of this network or of an earlier answer (B6.10).
  for (const { headers } of requests) {
    const { host, connection, ...sent } = headers
    expect(sent).toEqual({ 'user-agent': userAgent, accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' })
  }
})

test.each([
  // B6.1, B6.2
  ...['http://127.0.0.1/', 'http://10.0.0.1/', 'http://192.168.0.1/', 'http://169.254.169.254/latest/meta-data/'],
  ...[
    'http://localhost/',
    'http://LOCALHOST./',
    'http://metadata.google.internal/',
    'http://redis/',
    'http://0.0.0.0/',
  ],
  ...['http://[::]/', 'http://[::1]/', 'http://255.255.255.255/'],
  // B6.3
  ...['http://[::7f00:1]/', 'http://[::ffff:127.0.0.1]/', 'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/'],
  ...['http://2130706433/', 'http://017700000001/', 'http://0x7f.1/', 'http://127.1/', 'http://127.0.0.1./'],
  ...['http://１２７.0.0.1/', 'http://127。0。0。1/'],
  // B6.9
  ...[
    'http://8.8.8.8:22/',
    'http://8.8.8.8:25/',
    'http://8.8.8.8:5432/',
    'https://8.8.8.8:6379/',
    'http://8.8.8.8:8080/',
  ],
  // Not of the web, or with credentials.
  ...[
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://example.org/',
    'data:text/html,hello',
    '//example.org/',
    '',
  ],
  'http://user:secret@example.org/',
])('%s is refused before anything is sent', async (url) => {
  await expect(fetchPublic(url, wanted)).rejects.toMatchObject(refused)
})

test('what answers here is not fetched, by number or by name', async () => {
  const { port, requests } = await site((_request, response) => response.end('secret'))
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])
    await expect(fetchPublic(`http://${host}:${port}/`, wanted)).rejects.toMatchObject(refused)
  const fetchNamed = createSafeFetch({ userAgent, findAddresses: async () => ['127.0.0.1'] })
  await expect(fetchNamed(`http://public.example:${port}/`, wanted)).rejects.toMatchObject(refused)
  expect(requests).toEqual([])
})

test('one address that is not allowed among those of a name is enough', async () => {
  const { port, requests } = await site((_request, response) => response.end('secret'))
  const fetchNamed = createSafeFetch({
    userAgent,
    isAllowed: isLoopback,
    findAddresses: async () => ['127.0.0.1', '10.0.0.1'],
  })
  await expect(fetchNamed(`http://public.example:${port}/`, wanted)).rejects.toMatchObject(refused)
  expect(requests).toEqual([])
})

test('a name that answers otherwise the second time is asked once, and connected to as it was checked (B6.4)', async () => {
  const { port, requests } = await site((_request, response) => response.end('public'))
  const answers = [['127.0.0.1'], ['127.0.0.9']]
  let asked = 0
  const findAddresses = async () => answers[asked++] ?? []
  const fetchNamed = createSafeFetch({ userAgent, isAllowed: isLoopback, findAddresses })
  // The name is not one that this machine knows: what it connects to is what was found.
  const { body } = await fetchNamed(`http://rebinding.invalid:${port}/`, wanted)
  expect(body.toString()).toBe('public')
  expect(requests[0]?.headers.host).toBe(`rebinding.invalid:${port}`)
  await expect(fetchNamed(`http://rebinding.invalid:${port}/`, wanted)).rejects.toMatchObject(refused)
  expect(requests).toHaveLength(1)
})

test('who is at the other end is checked when the connection stands', async () => {
  const { port, requests } = await site((_request, response) => response.end('secret'))
  let checks = 0
  const isAllowed = () => ++checks === 1
  await expect(createSafeFetch({ userAgent, isAllowed })(`http://127.0.0.1:${port}/`, wanted)).rejects.toMatchObject(
    refused,
  )
  expect([checks, requests.length]).toEqual([2, 0])
})

test('three redirects are followed, not four, each checked (B6.5)', async () => {
  const { url, requests } = await site((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('arrived')
    else response.writeHead(302, { Location: `/${left - 1}` }).end()
  })
  const arrived = await fetchLocal(`${url}3`, wanted)
  expect([arrived.body.toString(), arrived.url]).toEqual(['arrived', `${url}0`])
  requests.length = 0
  await expect(fetchLocal(`${url}4`, wanted)).rejects.toMatchObject(refused)
  expect(requests).toHaveLength(4)
})

test.each([
  ...[
    'http://127.0.0.2/',
    'http://[::1]/',
    'http://10.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://[',
  ],
  'http://user:secret@127.0.0.1/',
])('a redirect to %s is refused', async (location) => {
  const { url, requests } = await site((_request, response) => response.writeHead(302, { Location: location }).end())
  await expect(fetchLocal(url, wanted)).rejects.toMatchObject(refused)
  expect(requests).toHaveLength(1)
})

test('a redirect to a name is looked up and checked', async () => {
  const inner = await site((_request, response) => response.end('secret'))
  const outer = await site((_request, response) =>
    response.writeHead(301, { Location: `http://inner.example:${inner.port}/` }).end(),
  )
  const findAddresses = async (name: string) => [name === 'inner.example' ? '10.0.0.1' : '127.0.0.1']
  const fetchNamed = createSafeFetch({ userAgent, isAllowed: isLoopback, findAddresses })
  await expect(fetchNamed(`http://outer.example:${outer.port}/`, wanted)).rejects.toMatchObject(refused)
  expect(inner.requests).toEqual([])
})

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
] as const)('a %s body is unpacked, and no further than its cap (B6.8)', async (encoding, pack) => {
  const { url } = await site((request, response) => {
    const text = request.url === '/small' ? 'small' : Buffer.alloc(50_000_000)
    response.setHeader('Content-Encoding', encoding).end(pack(text))
  })
  expect((await fetchLocal(`${url}small`, wanted)).body.toString()).toBe('small')
  const { body, isCut } = await fetchLocal(url, wanted)
  expect([body.length, isCut]).toEqual([wanted.maxBytes, true])
})

test('an endless body is cut', async () => {
  const { url } = await site((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(60_000)));
      response.once('drain', more)
    }
    more()
  })
  const { body, isCut } = await fetchLocal(url, wanted)
  expect([body.length, isCut]).toEqual([wanted.maxBytes, true])
})

test('the deadline counts the whole: a body that drips, an answer or a name that never comes (B6.8)', async () => {
  const dripping = await site((_request, response) => {
    response.write('<html>')
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  })
  const silent = await site(() => undefined)
  const within = { ...wanted, withinMs: 300 }
  for (const { url } of [dripping, silent]) await expect(fetchLocal(url, within)).rejects.toMatchObject(refused)
  const findAddresses = () => new Promise<string[]>(() => undefined)
  const fetchNamed = createSafeFetch({ userAgent, findAddresses })
  await expect(fetchNamed('http://slow.example/', within)).rejects.toMatchObject(refused)
})

test('what is no HTTP, breaks off, or is packed otherwise is refused', async () => {
  const tcp = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'))
  const port = await listen(tcp, () => tcp.close())
  await expect(fetchLocal(`http://127.0.0.1:${port}/`, wanted)).rejects.toMatchObject(refused)
  const broken = await site((request, response) => {
    if (request.url === '/cut')
      response.writeHead(200, { 'Content-Length': '100' }).write('x', () => response.destroy())
    else response.setHeader('Content-Encoding', request.url === '/zip' ? 'gzip' : 'zstd').end('not packed at all')
  })
  for (const path of ['cut', 'zip', 'zstd'])
    await expect(fetchLocal(broken.url + path, wanted)).rejects.toMatchObject(refused)
})
