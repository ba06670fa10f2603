import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import {
  exploreFeed,
  homeFeed,
  listFeed,
  mentionsFeed,
  repliesFeed,
  tagFeed,
  userFeed,
} from '#app/domain/feeds/declarations.ts'
import type { FeedId, Page } from '#app/domain/feeds/types.ts'
import { pageJson } from '#app/domain/posts/page-json.ts'
import { TagSchema } from '#app/domain/posts/post-rules.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { networkOf } from '#app/lib/address.ts'
import { NotFound, RateLimited } from '#app/lib/errors.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { getRequestContext } from '#app/web/request-context.server.ts'
import { knownFailure } from '#app/web/respond.server.ts'
import { type Wiring, wiring } from '#app/wiring.server.ts'
import { completionOf } from './completion.server.ts'
import { type FeedPage, feedQuery, pageQuery, reactedQuery, repliesQuery } from './feed-query.ts'
import { sendJson } from './send-json.server.ts'

type Viewer = Awaited<ReturnType<Wiring['accounts']['viewer']>>
/** The answer, as JSON. */
type Read = (viewer: Viewer) => Promise<string>
/** @throws Invalid for parameters that are not as they should be */
type Parse = (parameters: ReturnType<typeof parse>) => Read

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

/** @throws NotFound for an address that is none of these */
function parserOf(parts: readonly string[]): Parse {
  const [kind, name, of] = parts
  if (kind === 'posts' && of === 'replies' && parts.length === 3) return readReplies(idIn(name))
  if (kind === 'posts' && of === 'quotes' && parts.length === 3) return readQuotes(idIn(name))
  if (kind === 'posts' && of === 'history' && parts.length === 3) return readHistory(idIn(name))
  if (kind === 'drafts' && parts.length === 1) return readDrafts
  if (kind === 'scheduled' && parts.length === 1) return readScheduled
  if (kind === 'posts' && of === 'reactions' && parts.length === 3) return readReactedBy(idIn(name))
  if (kind === 'posts' && of === 'reposts' && parts.length === 3) return readRepostedBy(idIn(name))
  if (kind === 'reactions' && parts.length === 1) return readOwnReactions
  if (kind === 'complete' && parts.length === 2) return readCompletion(name)
  if (kind === 'bookmarks' && parts.length === 1) return readBookmarks()
  if (kind === 'bookmarks' && parts.length === 2) return readBookmarks(idIn(name))
  if (kind === 'feeds' && parts.length === 2) {
    if (name === 'home') return readOwn(homeFeed)
    if (name === 'mentions') return readOwn(mentionsFeed)
    if (name === 'explore') return readFeed(exploreFeed())
  }
  if (kind === 'feeds' && parts.length === 3) {
    if (name === 'pinned') return readPinned(idIn(of))
    if (name === 'user') return readFeed(userFeed(idIn(of)))
    if (name === 'replies') return readFeed(repliesFeed(idIn(of)))
    if (name === 'list') return readList(idIn(of))
    if (name === 'tag') return readFeed(tagFeed(tagIn(of)))
  }
  throw new NotFound('There is nothing here.')
}

function readOwn(feedOf: (accountId: string) => FeedId): Parse {
  return (parameters) => {
    const page = feedQuery(parameters)
    return async (viewer) => {
      if (!viewer) throw new SignedOut()
      return readPlace(feedOf(viewer.id), viewer, page)
    }
  }
}

function readList(listId: string): Parse {
  return (parameters) => {
    const page = feedQuery(parameters)
    return async (viewer) => {
      if (!viewer) throw new SignedOut()
      await wiring().lists.require({ viewer, listId })
      return readPlace(listFeed(listId), viewer, page)
    }
  }
}

function readFeed(feed: FeedId): Parse {
  return (parameters) => {
    const page = feedQuery(parameters)
    return (viewer) => readPlace(feed, viewer, page)
  }
}

async function readPlace(feed: FeedId, viewer: Viewer, page: FeedPage): Promise<string> {
  return pageJson(await placeIn(feed, viewer, page))
}

function placeIn(feed: FeedId, viewer: Viewer, { cursor, after, around, ...page }: FeedPage): Promise<Page<PostView>> {
  const { posts } = wiring()
  const query = { feed, viewer, isSynced: viewer !== null, ...page }
  if (after) return posts.feedAbove({ ...query, after })
  if (around) return posts.feedAround({ ...query, around })
  return posts.feed({ ...query, cursor })
}

function readReplies(postId: string): Parse {
  return (parameters) => {
    const { sort: order, ...page } = repliesQuery(parameters)
    return async (viewer) => pageJson(await wiring().posts.replies({ postId, viewer, order, ...page }))
  }
}

function readPinned(authorId: string): Parse {
  return () => async (viewer) => {
    const page = { items: await wiring().posts.pinned({ authorId, viewer }), nextCursor: null }
    return pageJson(page)
  }
}

function readQuotes(postId: string): Parse {
  return (parameters) => {
    const page = pageQuery(parameters)
    return async (viewer) => pageJson(await wiring().posts.quotes({ postId, viewer, ...page }))
  }
}

function readHistory(postId: string): Parse {
  return (parameters) => {
    const { cursor } = pageQuery(parameters)
    return async (viewer) => JSON.stringify(await wiring().posts.history({ postId, viewer, cursor }))
  }
}

/** Those for one context, or all. */
const readDrafts: Parse = ({ context }) => {
  const wanted = typeof context === 'string' && context !== '' ? context : undefined
  return async (viewer) => {
    if (!viewer) throw new SignedOut()
    return JSON.stringify({ items: await wiring().drafts.all({ viewer, context: wanted }) })
  }
}

const readScheduled: Parse = () => async (viewer) => {
  if (!viewer) throw new SignedOut()
  return JSON.stringify({ items: await wiring().scheduled.scheduled({ viewer }) })
}

function readReactedBy(postId: string): Parse {
  return (parameters) => {
    const { cursor, kind } = reactedQuery(parameters)
    return async (viewer) => JSON.stringify((await wiring().posts.reactedBy({ postId, viewer, kind, cursor })).people)
  }
}

function readRepostedBy(postId: string): Parse {
  return (parameters) => {
    const { cursor } = pageQuery(parameters)
    return async (viewer) => JSON.stringify((await wiring().posts.repostedBy({ postId, viewer, cursor })).people)
  }
}

const readOwnReactions: Parse = (parameters) => {
  const page = pageQuery(parameters)
  return async (viewer) => {
    if (!viewer) throw new SignedOut()
    return pageJson(await wiring().posts.ownReactions({ viewer, ...page }))
  }
}

function readBookmarks(folderId?: string): Parse {
  return (parameters) => {
    const page = pageQuery(parameters)
    return async (viewer) => {
      if (!viewer) throw new SignedOut()
      return JSON.stringify(await wiring().bookmarks.list({ viewer, folderId, ...page }))
    }
  }
}

function readCompletion(of: string | undefined): Parse {
  return (parameters) => {
    const complete = completionOf(of, parameters)
    return async (viewer) => {
      if (!viewer) throw new SignedOut()
      return JSON.stringify({ items: await complete(viewer) })
    }
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
