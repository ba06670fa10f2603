import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { createFeedReading } from './feed.server.ts'
import { readPinned, setPinned } from './pins.server.ts'
import { createPolls } from './polls/polls.server.ts'
import type { EditInput, PostInput } from './post-rules.ts'
import type { SettableAudience } from './post-views.ts'
import { detachQuote, readQuotes } from './quotes.server.ts'
import { listOwnReactions } from './reactions/own-reactions.server.ts'
import { listReactedBy, listRepostedBy } from './reactions/reacted-by.server.ts'
import { createReactions } from './reactions/reactions.server.ts'
import { createReposts } from './reactions/reposts.server.ts'
import { createTagCompletion } from './tags/complete-tags.server.ts'
import { createFollowedTags } from './tags/followed-tags.server.ts'
import { listMutedConversations, muteConversation } from './thread/mute-conversation.server.ts'
import type { ReplyOrder } from './thread/reply-order.ts'
import { readPost, readReplies, readThread } from './thread/thread.server.ts'
import { createReading } from './views/reading.server.ts'
import { visible } from './visibility/visible.server.ts'
import { whoSees, whoSeesPerson } from './visibility/who-sees.server.ts'
import { createPost } from './writing/create-post.server.ts'
import { editPost } from './writing/edit-post.server.ts'
import { readHistory, readSource } from './writing/history.server.ts'
import { createImporting } from './writing/import-posts.server.ts'
import { readRecentAuthors } from './writing/recent-authors.server.ts'
import { removePost } from './writing/remove-post.server.ts'
import { setAudience } from './writing/set-audience.server.ts'

type Person = Readonly<{ id: Id }>

/** The door of posts. `viewer` is who looks: null sees what is public. */
export function createPosts(deps: PostDeps) {
  const reading = createReading(deps)
  const reads = { ...reading, db: deps.db, now: deps.now }
  return {
    ...createFeedReading(reading, deps.feeds),
    ...createReactions(deps),
    ...createReposts(deps),
    ...createPolls(deps),
    ...createFollowedTags(deps),
    ...createImporting(deps),

    /** The posts that the viewer may see, by id, as feeds show them. In the same request, after a `sync` of the cache. */
    async hydrate({ ids, viewer }: { ids: readonly Id[]; viewer: Person | null }) {
      return reading.hydrate({ ids, reader: await reading.readerOf(viewer?.id ?? null) })
    },
    /** One post, as a feed shows it. @throws NotFound */
    view: (query: { postId: Id; viewer: Person | null }) => readPost(reading, query),
    /** A post with what it answers and its first replies. @throws NotFound */
    thread: (query: { postId: Id; viewer: Person | null; cursor?: string | null; order?: ReplyOrder }) =>
      readThread(reads, query),
    /** Direct replies, oldest first unless told, each with some of those below it. @throws NotFound */
    replies: (query: {
      postId: Id
      viewer: Person | null
      cursor?: string | null
      limit?: number
      order?: ReplyOrder
    }) => readReplies(reads, query),

    /** Writes a post or a reply; the same `clientKey` with the same text gives the post that is there.
     * @throws NotFound when it answers nothing that the author may see
     * @throws Conflict when it quotes what is not for everyone; Invalid when its author does not let them quote it
     * @throws Forbidden when the author of what it answers takes no replies from them
     * @throws Conflict when the key was used for another text, or the post is deleted */
    create: (command: { author: Person; input: PostInput }) => createPost({ ...deps, facts: reading.facts }, command),
    /** Posts that quote one, newest first. @throws NotFound */
    quotes: (query: { postId: Id; viewer: Person | null; cursor?: string | null; limit?: number }) =>
      readQuotes(reads, query),
    /** Takes the viewer's post off one that quotes it. @throws NotFound */
    detachQuote: (command: { postId: Id; viewer: Person }) => detachQuote(deps, command),
    /** Puts the viewer's own post first on their profile, or takes it from there. @throws NotFound; Invalid past 3 */
    setPinned: (command: { postId: Id; viewer: Person; isOn: boolean }) => setPinned(deps, command),
    /** What somebody has pinned, the latest first, 3 at most. */
    pinned: (query: { authorId: Id; viewer: Person | null }) => readPinned(reads, query),
    /** Changes what the viewer's own post says; what it said stays in its history.
     * @throws NotFound; Invalid for a text that is too long or none, and after `maxRevisions` edits */
    edit: (command: { postId: Id; viewer: Person; input: EditInput }) => editPost(deps, command),
    /** The viewer's own post as it was written. @throws NotFound */
    source: (query: { postId: Id; viewer: Person }) => readSource(deps.db, query),
    /** What a post says and said, the newest version first. @throws NotFound */
    history: (query: { postId: Id; viewer: Person | null; cursor?: string | null }) => readHistory(reads, query),
    /** Deletes the viewer's own post: gone from every page at once. @throws NotFound */
    remove: (command: { postId: Id; viewer: Person }) => removePost(deps, command),
    /** Keeps a post's conversation out of the viewer's feeds, or lets it in again. @throws NotFound; Invalid past 1,000 */
    muteConversation: (command: { postId: Id; viewer: Person; isOn: boolean }) => muteConversation(deps, command),
    /** The conversations that the viewer's feeds leave out, the one muted last first, 20 a page. @throws Invalid */
    mutedConversations: (query: { viewer: Person; cursor?: string | null }) => listMutedConversations(reads, query),
    /** Says who may see the viewer's own post. @throws NotFound, also for one that is for those whom it mentions */
    setAudience: (command: { postId: Id; viewer: Person; audience: SettableAudience }) => setAudience(deps, command),
    /** Null where the viewer may not see a post, else whether everybody may. */
    whoSees: (query: { postId: Id; viewer: Person | null }) => whoSees(reading, query),
    /** Null where nobody may see a person, else that everybody may. */
    whoSeesPerson: (query: { personId: Id }) => whoSeesPerson(reading, query),
    /** How many posts and replies of a person the viewer may see. */
    async countBy({ authorId, viewer }: { authorId: Id; viewer: Person | null }): Promise<number> {
      const [row] = await deps.db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM post p WHERE p.author_id = ${authorId}::uuid
          AND ${visible(viewer?.id ?? null, 'p', authorId)}`
      return row?.count ?? 0
    },
    /** Tags that begin so and are used lately, the most used first: eight at most. */
    completeTags: createTagCompletion(deps),
    /** Who reacted to a post (`kind`: in this way), the latest first, 40 a page. @throws NotFound; Invalid */
    reactedBy: (query: Parameters<typeof listReactedBy>[1]) => listReactedBy(reads, query),
    /** Who handed a post on, the latest first, 40 a page. @throws NotFound; Invalid */
    repostedBy: (query: Parameters<typeof listRepostedBy>[1]) => listRepostedBy(reads, query),
    /** To what the viewer reacted, the latest first. @throws Invalid */
    ownReactions: (query: Parameters<typeof listOwnReactions>[1]) => listOwnReactions(reads, query),
    /** Who wrote the latest 500 listed posts that the viewer may see, the latest first, `limit` at most. */
    recentAuthors: (query: { viewer: Person | null; limit: number }) => readRecentAuthors(deps.db, query),
  }
}
