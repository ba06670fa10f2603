import { isOfStrangers } from '#app/domain/feeds/declarations.ts'
import { declarationOf, takesFrom } from '#app/domain/feeds/define-feed.ts'
import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import { twoWay } from '#app/domain/feeds/paging.ts'
import type { Entry, FeedId, Filter, Row, TwoWayPage, Viewing } from '#app/domain/feeds/types.ts'
import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { AuthorFact } from './post-facts.ts'
import { pageLength } from './post-rules.ts'
import type { PersonView, PostView } from './post-views.ts'
import { firstTagIn, tagsOf } from './tags/followed-tags.server.ts'
import type { Reader } from './views/onlooker.server.ts'
import type { Reading } from './views/reading.server.ts'
import { levelRule } from './visibility/level-rule.server.ts'
import { maySeeDoings } from './visibility/may-see.ts'

export type PostPage = TwoWayPage<PostView> &
  Readonly<{
    /** Of feeds that track what was seen: the last post here that the reader had not seen when the walk began. */
    lastUnseen?: Id | null
  }>

export type FeedQuery = {
  feed: FeedId
  viewer: Readonly<{ id: Id }> | null
  limit?: number
  /** Whether the caches were synced in this request already, as they are when somebody's session was read. */
  isSynced?: boolean
  /** Narrows it; all that is given must hold. */
  filter?: Filter
}

/** Persons that a row names. */
const maxNamed = 3

/** Feeds of posts: each row is a post, and who handed it on. */
export function createFeedReading(reading: Reading, feeds: Pick<Feeds<Tx>, 'read' | 'readAbove' | 'readAround'>) {
  return {
    /** One page of a feed of posts, newest first. @throws Invalid for a cursor that is not ours */
    async feed({ cursor, ...query }: FeedQuery & { cursor?: string | null }): Promise<PostPage> {
      const { asked, present } = prepare(reading, query)
      return present(twoWay(await feeds.read({ ...asked, cursor })))
    },
    /** The page next above a cursor, newest first. @throws Invalid for a cursor that is not ours */
    async feedAbove({ after, ...query }: FeedQuery & { after: string }): Promise<PostPage> {
      const { asked, present } = prepare(reading, query)
      return present(await feeds.readAbove({ ...asked, after }))
    },
    /** A page around an entry's id: a post's, or a repost's. */
    async feedAround({ around, ...query }: FeedQuery & { around: Id }): Promise<PostPage> {
      const { asked, present } = prepare(reading, query)
      return present(await feeds.readAround({ ...asked, around }))
    },
  }
}

function prepare(reading: Reading, { feed, viewer, limit = pageLength, filter, isSynced }: FeedQuery) {
  const { declaration } = declarationOf(feed)
  const { sources, track } = declaration
  // Somebody's own page is not a feed of others: who is muted is there, and all stands where it was put last.
  const isProfile = sources.every(({ kind }) => kind === 'actor')
  const place = isProfile ? 'own' : isOfStrangers(feed) ? 'strangers' : 'feeds'
  const people: PersonView[] = []
  const tagged: Tagged = { tags: new Set(), ids: new Set() }

  async function view(): Promise<Viewing<PostView>> {
    const reader = await reading.readerOf(viewer?.id ?? null)
    if (takesFrom(declaration, 'subscribed')) tagged.tags = tagsOf(reader.following)
    const level = takesFrom(declaration, 'following') ? levelRule(reading.facts, reader.following) : null
    const showsReposts = ({ verb, actorId }: Entry) => verb !== 'repost' || !reader.repostsHidden.has(actorId)
    return {
      learn: level?.learn,
      bumps: isProfile || reader.bumps,
      async seeActors(ids) {
        const shown = new Set<Id>()
        for (const author of await reading.facts.authors.get([...ids])) {
          if (!author || !isShown(author, reader)) continue
          people.push(author.person)
          shown.add(author.person.id)
        }
        return shown
      },
      shows: isProfile ? undefined : level ? (entry) => showsReposts(entry) && level.shows(entry) : showsReposts,
      async hydrate(entries) {
        const ids = entries.map(({ objectId }) => objectId)
        if (tagged.tags.size === 0) return reading.hydrate({ ids, reader, place })
        for (const entry of entries) if (!isByFollowed(entry, reader)) tagged.ids.add(entry.objectId)
        return reading.hydrate({ ids, reader, place, strangers: tagged.ids })
      },
    }
  }

  function isShown(author: AuthorFact, reader: Reader): boolean {
    const { id } = author.person
    return maySeeDoings(reader, id, author) && (isProfile || !reader.muted.has(id))
  }

  return {
    asked: { feed, limit, filter, isSynced, view },
    present: (page: TwoWayPage<Row<PostView>>): PostPage => ({
      ...page,
      items: presentRows(page.items, { people, tagged }),
      ...(track.includes('seen') && { lastUnseen: lastUnseenOf(page.items) }),
    }),
  }
}

/** The tags that the reader follows, and the posts that are here because of one. */
type Tagged = { tags: ReadonlySet<string>; readonly ids: Set<Id> }

const isByFollowed = ({ id, actorId }: Entry, reader: Reader) =>
  actorId === reader.id || reader.following.shows(actorId, id)

type Reasons = { people: readonly PersonView[]; tagged: Tagged }

/** The posts of rows; why they are here, if that is a repost or a tag. */
function presentRows(rows: readonly Row<PostView>[], { people, tagged }: Reasons): PostView[] {
  const posts: PostView[] = []
  for (const { items, entries } of rows) {
    if (!entries.some(isRepost)) {
      for (const post of items)
        posts.push(tagged.ids.has(post.id) ? { ...post, followedTag: firstTagIn(post, tagged.tags) } : post)
      continue
    }
    const reposts = entries.filter(isRepost)
    const by = reposts.slice(0, maxNamed).flatMap(({ actorId }) => people.find(({ id }) => id === actorId) ?? [])
    for (const post of items) posts.push({ ...post, reposts: { by, count: reposts.length } })
  }
  return posts
}

function lastUnseenOf(rows: readonly Row<PostView>[]): Id | null {
  return rows.findLast(({ isSeen }) => !isSeen)?.items.at(-1)?.id ?? null
}

const isRepost = ({ verb }: Entry) => verb === 'repost'
