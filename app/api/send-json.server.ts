import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { takesGzip } from './takes-gzip.ts'

/** Shorter answers would hardly shrink. */
const gzipFromBytes = 1024

const compress = promisify(gzip)

type Answer = Readonly<{ status: number; json: string; cacheControl: string }>

/** Answers in JSON, compressed for those who take it. Headers that are set before stay. */
export async function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  { status, json, cacheControl }: Answer,
): Promise<void> {
  const length = Buffer.byteLength(json)
  const isGzip = length >= gzipFromBytes && takesGzip(request.headers['accept-encoding'])
  // As text where it can be: Node writes that together with the headers.
  const body = isGzip ? await compress(json) : json
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', typeof body === 'string' ? length : body.length)
  response.setHeader('Cache-Control', cacheControl)
  response.setHeader('Vary', 'Accept-Encoding')
  if (isGzip) response.setHeader('Content-Encoding', 'gzip')
  response.statusCode = status
  response.end(body)
}
