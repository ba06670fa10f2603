import { pipeline } from 'node:stream/promises'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { isMediaSize } from '#app/domain/media/media-views.ts'
import { Invalid, NotFound, RateLimited } from '#app/lib/errors.ts'
import { isId } from '#app/lib/id.ts'
import { limit } from '#app/web/limit.server.ts'
import { knownFailure } from '#app/web/respond.server.ts'
import { wiring } from '#app/wiring.server.ts'

/**
 * Pictures, in front of Remix: `POST /media` takes one as it is, `GET /media/:id/state` tells how its preparation stands,
 * `GET /media/:key/:size.webp` and `.avif` hand it out. docs/api.md has the details.
 */
export function mediaRoutes(): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.post('/', answering(takeUpload))
  router.get('/:id/state', answering(tellState))
  router.get('/:key/:file', answering(handOut))
  return router
}

/** Who sends, how often, and then the file: who is refused before costs no reading. */
async function takeUpload(request: Request, response: Response): Promise<void> {
  const viewer = await viewerOf(request)
  if (!viewer) return refuse(response, 401, { code: 'errors.signedOut' })
  await limit(viewer, 'upload')
  const bytes = Number(request.headers['content-length'] ?? 0)
  const sent = await wiring().media.upload({ owner: viewer, kind: 'post', body: request, bytes })
  response.status(201).set('Cache-Control', 'no-store').json(sent)
}

async function tellState(request: Request, response: Response): Promise<void> {
  const { id = '' } = request.params
  const viewer = await viewerOf(request)
  if (!viewer) return refuse(response, 401, { code: 'errors.signedOut' })
  if (!isId(id)) throw new NotFound('There is no such image.')
  response.set('Cache-Control', 'private, no-store').json(await wiring().media.state({ mediaId: id, viewer }))
}

/** A picture is nothing that a browser may run, whatever is in it. */
const inert = "sandbox; default-src 'none'"
/** Shared caches ask again soon, since a post may be deleted or be for fewer people. */
const forAll = 'public, max-age=86400, s-maxage=600'
const forSome = 'private, no-cache'

async function handOut(request: Request, response: Response): Promise<void> {
  const [, key = '', size = '', ending] = /^\/([\w-]{32})\/([a-z]+)\.(webp|avif)$/.exec(request.path) ?? []
  const type = ending === 'avif' ? 'avif' : 'webp'
  const viewer = await viewerOf(request)
  const file = isMediaSize(size) ? await wiring().media.file({ key, size, type, viewer }) : null
  if (!file) return notThere(response)
  const tag = `"${key}-${size}-${type}"`
  response.set('Cache-Control', file.isPublic ? forAll : forSome).set('ETag', tag)
  response.set('Content-Security-Policy', inert).set('Content-Type', `image/${type}`)
  // After it was settled that they may see it.
  if (request.headers['if-none-match'] === tag) return void response.status(304).end()
  const stored = await file.open()
  if (!stored) return notThere(response)
  response.set('Content-Length', String(stored.bytes))
  if (request.method === 'HEAD') {
    stored.body.destroy()
    response.end()
  } else await pipeline(stored.body, response)
}

function viewerOf({ headers: { cookie = '' } }: Request) {
  return wiring().accounts.viewer({ get: () => cookie })
}

/** The same for what is gone, what is not for this reader, and what never was. */
function notThere(response: Response): void {
  for (const name of ['ETag', 'Content-Length']) response.removeHeader(name)
  response.status(404).set('Cache-Control', 'no-store').type('text').end('There is no such file.\n')
}

function answering(answer: (request: Request, response: Response) => Promise<void>): RequestHandler {
  return (request, response, next) => {
    answer(request, response).catch((error: unknown) => {
      // Who has left needs no answer.
      if (response.destroyed || response.headersSent) return void response.destroy()
      const known = knownFailure(error)
      if (!known) return next(error)
      if (error instanceof RateLimited) response.set('Retry-After', String(error.retryAfterS))
      const fields = error instanceof Invalid ? error.fields : {}
      refuse(response, known.status, { code: `errors.page.${known.error.name}`, fields })
    })
  }
}

function refuse(response: Response, status: number, error: { code: string; fields?: Record<string, string> }): void {
  response.status(status).set('Cache-Control', 'no-store')
  response.json({ error: { message: 'It was not done', fields: {}, ...error } })
}
