import { type NextFunction, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { exploreFeed, homeFeed, repliesFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { type FeedId, limits, type Page } from '#app/domain/feeds/types.ts'
import { pageLength, TagSchema } from '#app/domain/posts/post-rules.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { knownFailure } from '#app/web/respond.server.ts'
import { type Wiring, wiring } from '#app/wiring.server.ts'

const PageQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z
    .union([z.literal('').transform(() => pageLength), z.coerce.number().int().min(1).max(limits.maxPage)])
    .default(pageLength),
})
type PageQuery = z.infer<typeof PageQuery>
type Viewer = Awaited<ReturnType<Wiring['accounts']['viewer']>>
type Answer = (request: Request, page: PageQuery, viewer: Viewer) => Promise<Page<PostView>>

/** The JSON API, in front of Remix: the fast path for scrolling pages. docs/api.md lists it. */
export function apiRouter(): Router {
  const router = Router()
  router.get('/feeds/home', answer(readHome))
  router.get('/feeds/explore', answer(readFeed(exploreFeed)))
  router.get('/feeds/user/:owner', answer(readFeed(({ params }) => userFeed(idIn(params.owner)))))
  router.get('/feeds/replies/:owner', answer(readFeed(({ params }) => repliesFeed(idIn(params.owner)))))
  router.get('/feeds/tag/:tag', answer(readFeed(({ params }) => tagFeed(tagIn(params.tag)))))
  router.get('/posts/:postId/replies', answer(readReplies))
  router.use((_request, response) => refuse(response, 404, 'NotFound', 'There is nothing here.'))
  router.use(refuseError)
  return router
}

const readHome: Answer = async (_request, page, viewer) => {
  if (!viewer) throw new SignedOut()
  return wiring().posts.feed({ feed: homeFeed(viewer.id), viewer, ...page })
}

function readFeed(feedOf: (request: Request) => FeedId): Answer {
  return (request, page, viewer) => wiring().posts.feed({ feed: feedOf(request), viewer, ...page })
}

const readReplies: Answer = (request, page, viewer) =>
  wiring().posts.replies({ postId: idIn(request.params.postId), viewer, ...page })

/** Viewer, parse, one domain call, JSON. */
function answer(read: Answer) {
  return (request: Request, response: Response, next: NextFunction): void => {
    async function run(): Promise<void> {
      const page = PageQuery.safeParse(request.query)
      if (!page.success) throw new Invalid('cursor and limit are not as they should be')
      const viewer = await wiring().accounts.viewer(new Headers({ cookie: request.headers.cookie ?? '' }))
      response.setHeader('Cache-Control', 'private, no-store')
      response.json(await read(request, page.data, viewer))
    }
    run().catch(next)
  }
}

/** What is no id names nothing: the same answer as for one that is gone. */
function idIn(value: string | undefined): string {
  const id = IdSchema.safeParse(value)
  if (!id.success) throw new NotFound('There is nothing here.')
  return id.data
}

function tagIn(value: string | undefined): string {
  const tag = TagSchema.safeParse(value)
  if (!tag.success) throw new NotFound('There is nothing here.')
  return tag.data
}

class SignedOut extends Error {
  override readonly name = 'SignedOut'
}

function refuseError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const known = knownFailure(error)
  if (error instanceof SignedOut) refuse(response, 401, error.name, 'Sign in to read this.')
  // A path that cannot be decoded.
  else if (error instanceof URIError) refuse(response, 404, 'NotFound', 'There is nothing here.')
  else if (known) refuse(response, known.status, known.error.name, known.error.message)
  else {
    wiring().log.error({ err: error }, 'an api request failed')
    refuse(response, 500, 'Unknown', 'Something went wrong on our side.')
  }
}

function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).setHeader('Cache-Control', 'no-store')
  response.json({ error: { code, message } })
}
