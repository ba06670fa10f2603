import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { countReplies } from './load-counts.server.ts'
import { loadWholeBody } from './load-posts.server.ts'
import { maySee, maySeeInFeeds } from './may-see.ts'
import type { Reader } from './onlooker.server.ts'
import type { AuthorFact, PostFact, PostFacts } from './post-facts.ts'
import type { PostView } from './post-views.ts'
import { type Facts, presentFor, sharedView } from './present-post.ts'

type Deps = { db: Db; facts: Pick<PostFacts, 'posts' | 'counts' | 'authors'> }

type Query = {
  ids: readonly Id[]
  reader: Reader
  /** Whether this is for a feed, where those whom the reader muted do not appear. */
  inFeeds?: boolean
  /** The one that is not folded, however long. */
  wholeId?: Id
}

/**
 * The posts that the reader may see, by id; the others are absent. From cached facts, in the same request after a `sync`
 * of the cache: Postgres is asked for what is not held, and for what depends on the reader too much to be.
 */
export async function hydratePosts({ db, facts }: Deps, query: Query): Promise<Map<Id, PostView>> {
  const { ids, reader, inFeeds = false, wholeId } = query
  if (ids.length === 0) return new Map()
  const [posts, counts] = await Promise.all([facts.posts.get(ids), facts.counts.get(ids)])
  const { parents, authors } = await readAround(facts, posts)

  const may = inFeeds ? maySeeInFeeds : maySee
  const authorOf = ({ authorId, audience }: PostFact, sees: typeof maySee): AuthorFact | null => {
    const author = authors.get(authorId)
    return author && sees(reader, { authorId, audience, isSuspended: author.isSuspended }) ? author : null
  }
  const parentOf = ({ replyTo }: PostFact) => {
    const parent = replyTo && parents.get(replyTo.id)
    return (parent && authorOf(parent, maySee)?.person) ?? null
  }
  const seen = new Map<Id, Facts>()
  for (const [id, post] of posts) {
    const author = authorOf(post, may)
    const counted = counts.get(id)
    if (author && counted) seen.set(id, { post, author, counts: counted, parent: parentOf(post) })
  }

  const [own, replyCounts, whole] = await Promise.all([
    reader.ownOf([...seen.keys()]),
    readReplyCounts(db, seen, reader),
    wholeId && seen.get(wholeId)?.post.isFolded ? loadWholeBody(db, wholeId) : null,
  ])
  const views = new Map<Id, PostView>()
  for (const [id, one] of seen) {
    const shared = sharedView(id, one)
    const view = presentFor(shared, { viewer: reader.id, own, replyCount: replyCounts.get(id) ?? shared.replyCount })
    views.set(id, id === wholeId && whole ? { ...view, body: whole, isFolded: false } : view)
  }
  return views
}

/** What the posts answer, and who wrote all of it. */
async function readAround({ posts: shelf, authors }: Deps['facts'], posts: ReadonlyMap<Id, PostFact>) {
  const authorIds = new Set<Id>()
  const parentIds = new Set<Id>()
  for (const { authorId, replyTo } of posts.values()) {
    authorIds.add(authorId)
    if (!replyTo) continue
    parentIds.add(replyTo.id)
    authorIds.add(replyTo.authorId)
  }
  const [held, parents] = await Promise.all([authors.get([...authorIds]), shelf.get([...parentIds])])
  return { authors: held, parents }
}

/**
 * Of the posts whose public replies are not what the reader sees: replies for followers may be theirs to see, and those
 * of somebody who is blocked are not.
 */
async function readReplyCounts(db: Db, seen: ReadonlyMap<Id, Facts>, { id, blocked }: Reader) {
  const uncertain: Id[] = []
  for (const [postId, { counts }] of seen) {
    const isCertain =
      id === null || (counts.followersReplies === 0 && (blocked.size === 0 || counts.publicReplies === 0))
    if (!isCertain) uncertain.push(postId)
  }
  return uncertain.length === 0 ? new Map<Id, number>() : countReplies(db, uncertain, id)
}
