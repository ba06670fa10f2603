import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { networkOf } from '#app/lib/address.ts'
import { RateLimited } from '#app/lib/errors.ts'
import { getRequestContext } from '#app/web/request-context.server.ts'
import { knownFailure } from '#app/web/respond.server.ts'
import { wiring } from '#app/wiring.server.ts'
import { parserOf, SignedOut } from './reads.server.ts'
import { sendJson } from './send-json.server.ts'

/**
 * The JSON API, in front of Remix: the fast path for scrolling pages. docs/api.md lists it. Written for node:http:
 * middleware would take longer than a page whose posts are at hand.
 * @param target path and query, from `/api` on
 */
export function answerApi(request: IncomingMessage, response: ServerResponse, target: string): void {
  async function answer(): Promise<void> {
    try {
      const json = await readJson(target, request.headers.cookie ?? '')
      await sendJson(request, response, { status: 200, json, cacheControl: 'private, no-store' })
    } catch (error) {
      const { status, ...problem } = refusalOf(error)
      const json = JSON.stringify({ error: problem })
      if (error instanceof RateLimited) response.setHeader('Retry-After', error.retryAfterS)
      await sendJson(request, response, { status, json, cacheControl: 'no-store' })
    }
  }
  void answer()
}

/** Address, parse, viewer, how often, one domain call. */
async function readJson(target: string, cookie: string): Promise<string> {
  // Before the session is read, which costs more than to refuse.
  countRead(networkOf(getRequestContext()?.clientIp ?? 'unknown'), peopleOfNetwork)
  const [path = '', query = ''] = target.split('?', 2)
  const read = parserOf(path.split('/').slice(1).map(decodeURIComponent))(parse(query))
  const viewer = await wiring().accounts.viewer({ get: () => cookie })
  if (viewer) countRead(viewer.id, 1)
  return read(viewer)
}

/** A network may be an office, or a school. */
const peopleOfNetwork = 10

/** @throws RateLimited when there were too many in this minute */
function countRead(key: string, people: number): void {
  const { env, readLimiter } = wiring()
  if (env.API_READS_PER_MINUTE === 0) return
  const waitS = readLimiter.consume(key, env.API_READS_PER_MINUTE * people)
  if (waitS > 0) throw new RateLimited('Too many reads', waitS)
}

type Refusal = Readonly<{ status: number; code: string; message: string }>

function refusalOf(error: unknown): Refusal {
  if (error instanceof SignedOut) return { status: 401, code: error.name, message: 'Sign in to read this.' }
  // A path that cannot be decoded.
  if (error instanceof URIError) return { status: 404, code: 'NotFound', message: 'There is nothing here.' }
  const known = knownFailure(error)
  if (known) return { status: known.status, code: known.error.name, message: known.error.message }
  wiring().log.error({ err: error }, 'an api request failed')
  return { status: 500, code: 'Unknown', message: 'Something went wrong on our side.' }
}
