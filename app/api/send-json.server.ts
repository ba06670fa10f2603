import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { takesGzip } from './takes-gzip.ts'

/** Shorter answers would hardly shrink. */
const gzipFromBytes = 1024

const compress = promisify(gzip)

type Answer = Readonly<{ status: number; value: unknown; cacheControl: string }>

/** Answers in JSON, compressed for those who take it. Headers that are set before stay. */
export async function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  { status, value, cacheControl }: Answer,
): Promise<void> {
  const json = Buffer.from(JSON.stringify(value))
  const isGzip = json.length >= gzipFromBytes && takesGzip(request.headers['accept-encoding'])
  const body = isGzip ? await compress(json) : json
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', body.length)
  response.setHeader('Cache-Control', cacheControl)
  response.setHeader('Vary', 'Accept-Encoding')
  if (isGzip) response.setHeader('Content-Encoding', 'gzip')
  response.statusCode = status
  response.end(body)
}
