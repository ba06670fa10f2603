// What the API can be asked for: by its address, what is parsed and which verb of the domain answers.
import type { parse } from 'node:querystring'
import {
  exploreFeed,
  homeFeed,
  listFeed,
  mentionsFeed,
  repliesFeed,
  tagFeed,
  userFeed,
} from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { TagSchema } from '#app/domain/posts/post-rules.ts'
import { pageJson } from '#app/domain/posts/views/page-json.ts'
import { NotFound } from '#app/lib/errors.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { type Wiring, wiring } from '#app/wiring.server.ts'
import { completionOf } from './completion.server.ts'
import { draftsQuery, type FeedPage, feedQuery, pageQuery, reactedQuery, repliesQuery } from './feed-query.ts'

type Viewer = Awaited<ReturnType<Wiring['accounts']['viewer']>>
type Member = NonNullable<Viewer>
/** The answer, as JSON. */
type Read = (viewer: Viewer) => Promise<string>
/** @throws Invalid for parameters that are not as they should be */
type Parse = (parameters: ReturnType<typeof parse>) => Read

/** What is a member's own was asked for by nobody. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'
}

/** @throws NotFound for an address that is none of these */
export function parserOf(parts: readonly string[]): Parse {
  const [kind, name, of] = parts
  const length = parts.length
  if (kind === 'feeds' && length === 2) {
    if (name === 'home') return readOwn(homeFeed)
    if (name === 'mentions') return readOwn(mentionsFeed)
    if (name === 'explore') return readFeed(exploreFeed())
  }
  if (kind === 'feeds' && length === 3) {
    if (name === 'pinned') return readPinned(idIn(of))
    if (name === 'user') return readFeed(userFeed(idIn(of)))
    if (name === 'replies') return readFeed(repliesFeed(idIn(of)))
    if (name === 'list') return readList(idIn(of))
    if (name === 'tag') return readFeed(tagFeed(tagIn(of)))
  }
  if (kind === 'posts' && length === 3) {
    if (of === 'replies') return readReplies(idIn(name))
    if (of === 'quotes') return readQuotes(idIn(name))
    if (of === 'history') return readHistory(idIn(name))
    if (of === 'reactions') return readReactedBy(idIn(name))
    if (of === 'reposts') return readRepostedBy(idIn(name))
  }
  if (kind === 'complete' && length === 2) return readCompletion(name)
  if (kind === 'bookmarks' && length === 2) return readBookmarks(idIn(name))
  if (length === 1) {
    if (kind === 'bookmarks') return readBookmarks()
    if (kind === 'reactions') return readOwnReactions
    if (kind === 'emoji') return readEmoji
    if (kind === 'drafts') return readDrafts
    if (kind === 'scheduled') return readScheduled
  }
  throw new NotFound('There is nothing here.')
}

/** What only who is signed in has. @throws SignedOut */
function forMember(read: (viewer: Member) => Promise<string>): Read {
  return async (viewer) => {
    if (!viewer) throw new SignedOut()
    return read(viewer)
  }
}

function readOwn(feedOf: (accountId: string) => FeedId): Parse {
  return (parameters) => {
    const page = feedQuery(parameters)
    return forMember((viewer) => readPlace(feedOf(viewer.id), viewer, page))
  }
}

function readList(listId: string): Parse {
  return (parameters) => {
    const page = feedQuery(parameters)
    return forMember(async (viewer) => {
      await wiring().lists.require({ viewer, listId })
      return readPlace(listFeed(listId), viewer, page)
    })
  }
}

function readFeed(feed: FeedId): Parse {
  return (parameters) => {
    const page = feedQuery(parameters)
    return (viewer) => readPlace(feed, viewer, page)
  }
}

async function readPlace(feed: FeedId, viewer: Viewer, { cursor, after, around, ...page }: FeedPage): Promise<string> {
  const { posts } = wiring()
  const query = { feed, viewer, isSynced: viewer !== null, ...page }
  if (after) return pageJson(await posts.feedAbove({ ...query, after }))
  if (around) return pageJson(await posts.feedAround({ ...query, around }))
  return pageJson(await posts.feed({ ...query, cursor }))
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
const readDrafts: Parse = (parameters) => {
  const { context } = draftsQuery(parameters)
  return forMember(async (viewer) => JSON.stringify({ items: await wiring().drafts.all({ viewer, context }) }))
}

const readScheduled: Parse = () =>
  forMember(async (viewer) => JSON.stringify({ items: await wiring().scheduled.scheduled({ viewer }) }))

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
  return forMember(async (viewer) => pageJson(await wiring().posts.ownReactions({ viewer, ...page })))
}

function readBookmarks(folderId?: string): Parse {
  return (parameters) => {
    const page = pageQuery(parameters)
    return forMember(async (viewer) => JSON.stringify(await wiring().bookmarks.list({ viewer, folderId, ...page })))
  }
}

function readCompletion(of: string | undefined): Parse {
  return (parameters) => {
    const complete = completionOf(of, parameters)
    return forMember(async (viewer) => JSON.stringify({ items: await complete(viewer) }))
  }
}

const readEmoji: Parse = () => async () => JSON.stringify({ items: await wiring().emoji.offered() })

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
