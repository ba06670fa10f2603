import { createReadableStreamFromReadable, writeReadableStreamToWritable } from '@remix-run/node'
import type express from 'express'

/** Answers Express' requests by a function of the Fetch API. What it throws goes to Express. */
export function answerByFetch(handle: (request: Request) => Promise<Response>): express.RequestHandler {
  return (request, response, next) => {
    async function answer(): Promise<void> {
      await send(await handle(toFetchRequest(request, response)), response)
    }
    answer().catch(next)
  }
}

/** Aborted when the visitor leaves before the answer. */
function toFetchRequest(request: express.Request, response: express.Response): Request {
  const leaving = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort()
  })
  const { method } = request
  const url = `${request.protocol}://${request.headers.host}${request.originalUrl}`
  const common = { method, headers: toFetchHeaders(request), signal: leaving.signal }
  if (method === 'GET' || method === 'HEAD') return new Request(url, common)
  return new Request(url, { ...common, body: createReadableStreamFromReadable(request), duplex: 'half' })
}

function toFetchHeaders({ headers }: express.Request): Headers {
  const copy = new Headers()
  for (const name in headers) {
    const value = headers[name]
    if (typeof value === 'string') copy.set(name, value)
    else for (const one of value ?? []) copy.append(name, one)
  }
  return copy
}

async function send(answer: Response, response: express.Response): Promise<void> {
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) response.appendHeader(name, value)
  if (!answer.body) response.end()
  else await writeReadableStreamToWritable(answer.body, response)
}
