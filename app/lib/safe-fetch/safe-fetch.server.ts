import dns from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { isPublicAddress, isPublicName } from './public-address.ts'

export type SafeFetch = (url: string, wanted: Wanted) => Promise<Fetched>

type Wanted = {
  /** The `Accept` header. */
  accept: string
  /** Bytes of the body, decompressed. The rest is not read. */
  maxBytes: number
  /** For all of it: names, redirects, body. */
  withinMs: number
}

export type Fetched = Readonly<{
  /** Where the answer came from, after redirects. */
  url: string
  status: number
  /** Lower case; empty when the server does not say. */
  contentType: string
  body: Buffer
  /** Whether the body goes on. */
  isCut: boolean
}>

type Options = {
  /** Who asks, and how to reach them. */
  userAgent: string
  /** Which addresses may be connected to: those of the public internet, on the ports of the web. */
  isAllowed?: (address: string, port: number) => boolean
  /** All addresses of a name. */
  findAddresses?: (name: string) => Promise<readonly string[]>
}

/** It was not fetched. The message says nothing of why: who asks could find out what is in this network. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed'
  constructor(options?: ErrorOptions) {
    super('That address cannot be read.', options)
  }
}

const maxRedirects = 3
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * The only way out of the server: a GET of an address that somebody else wrote. It connects to the address that was
 * checked, whatever the name says a moment later, and checks each redirect and each connection anew. No cookies, no
 * credentials, nothing of the request that led to it.
 * The fetch throws FetchFailed for what is not allowed, does not answer in time, or redirects more than three times.
 */
export function createSafeFetch({
  userAgent,
  isAllowed = isPublicWeb,
  findAddresses = resolveAll,
}: Options): SafeFetch {
  return async function safeFetch(address, { accept, maxBytes, withinMs }) {
    const signal = AbortSignal.timeout(withinMs)
    try {
      let url = parseUrl(address)
      for (let hops = 0; ; hops += 1) {
        const response = await open(url, { accept, signal })
        const { statusCode: status = 0, headers } = response
        if (!redirects.has(status) || !headers.location) {
          const body = await readBody(response, maxBytes)
          return { url: url.href, status, contentType: (headers['content-type'] ?? '').toLowerCase(), ...body }
        }
        response.destroy()
        if (hops === maxRedirects) throw new Error('too many redirects')
        url = parseUrl(headers.location, url)
      }
    } catch (error) {
      throw new FetchFailed({ cause: error })
    }
  }

  /** The head of the answer, from an address that is allowed. */
  async function open(
    url: URL,
    { accept, signal }: { accept: string; signal: AbortSignal },
  ): Promise<http.IncomingMessage> {
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const addresses = isIP(host) ? [host] : await orAbort(findAddresses(host), signal)
    const checked = addresses.map((each) => ({ address: each, family: isIP(each) }))
    const [first] = checked
    // One that is not allowed is enough: a name that means something else inside.
    if (!first || !addresses.every((each) => isAllowed(each, port))) throw new Error('not allowed')
    // Node asks for the name again when it connects; what it is told is what was checked.
    const lookup: LookupFunction = (_name, { all }, answer) =>
      all ? answer(null, checked) : answer(null, first.address, first.family)
    const { request: send } = url.protocol === 'https:' ? https : http
    return new Promise((done, fail) => {
      const headers = { 'User-Agent': userAgent, Accept: accept, 'Accept-Encoding': 'gzip, deflate, br' }
      const request = send(url, { agent: false, lookup, signal, headers })
      refuseElsewhere(request, port)
      request.on('response', done).on('error', fail)
      // Nothing that is asked for answers so: a protocol that this does not speak.
      request.on('upgrade', () => request.destroy(new Error('upgrade')))
      request.end()
    })
  }

  /** What counts is who is at the other end. */
  function refuseElsewhere(request: http.ClientRequest, port: number): void {
    request.on('socket', (socket) =>
      socket.on('connect', () => {
        if (!isAllowed(socket.remoteAddress ?? '', port)) request.destroy(new Error('connected elsewhere'))
      }),
    )
  }
}

function isPublicWeb(address: string, port: number): boolean {
  return (port === 80 || port === 443) && isPublicAddress(address)
}

async function resolveAll(name: string): Promise<string[]> {
  if (!isPublicName(name)) return []
  return (await dns.lookup(name, { all: true })).map(({ address }) => address)
}

/** `URL` writes every form of an IPv4 address as four decimals. */
function parseUrl(address: string, base?: URL): URL {
  const url = new URL(address, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('not of the web')
  if (url.username || url.password) throw new Error('with credentials')
  return url
}

/** A name server cannot be told to stop. */
function orAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((done, fail) => {
    signal.throwIfAborted()
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    work.then(done, fail)
  })
}

/** The request's signal ends this too: a body that drips keeps a worker no longer than the deadline of the whole. */
async function readBody(response: http.IncomingMessage, maxBytes: number) {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of decompressed(response)) {
      const bytes: Buffer = chunk
      const room = maxBytes - length
      chunks.push(bytes.subarray(0, room))
      length += Math.min(room, bytes.length)
      if (bytes.length > room) return { body: Buffer.concat(chunks), isCut: true }
    }
    return { body: Buffer.concat(chunks), isCut: false }
  } finally {
    response.destroy()
  }
}

/** Pieces as they come: a small body that grows without end is never held. */
function decompressed(response: http.IncomingMessage): Readable {
  const decoder = decoderOf(response.headers['content-encoding'])
  return decoder ? pipeline(response, decoder, () => undefined) : response
}

function decoderOf(encoding = ''): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      throw new Error('an encoding that was not asked for')
  }
}
