import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import { type Following, toFollowing } from '#app/domain/feeds/following.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'
import { derived } from '#app/lib/derived.ts'
import type { Id } from '#app/lib/id.ts'
import { maxOwn, type Own, type OwnFact, type PostFact, type PostFacts, type StandingFact } from '../post-facts.ts'
import type { Onlooker } from '../visibility/may-see.ts'
import { findMuted, indexWords, type MutedWord } from '../visibility/muted-words.ts'
import type { ViewerId } from '../visibility/visible.server.ts'
import { loadOwnOf } from './load-people.server.ts'

/** What a page needs of who looks: the rule's part, and what they did themselves. */
export type Reader = Onlooker &
  Readonly<{
    blocked: ReadonlySet<Id>
    following: Following
    /** Whose reposts their feeds leave out. */
    repostsHidden: ReadonlySet<Id>
    /** What they muted of a post and what it quotes, in feeds; null: they mute no words. */
    findMuted: ((posts: readonly PostFact[]) => MutedWord | null) | null
    /** Whether a repost moves a post up in their home feed. */
    bumps: boolean
    /** What they did to these posts. Of old ones it asks Postgres. */
    ownOf: (ids: readonly Id[]) => Promise<Own>
  }>

type Deps = {
  db: Db
  now: () => Date
  facts: Pick<PostFacts, 'standings' | 'owns'>
  feeds: Pick<Feeds<Tx>, 'followingOf'>
}

const none = new Set<Id>()
const didNothing: Own = { reactionTo: () => null, hasReposted: () => false, hasBookmarked: () => false }
const nobody: Reader = {
  id: null,
  blocked: none,
  muted: none,
  following: toFollowing([]),
  repostsHidden: none,
  mutedConversations: none,
  findMuted: null,
  bumps: true,
  ownOf: async () => didNothing,
}

const standingOf = derived((fact: StandingFact) => ({
  blocked: new Set(fact.blocked),
  muted: new Set(fact.muted),
  mutedUntil: new Map(fact.mutedUntil),
  repostsHidden: new Set(fact.repostsHidden),
  mutedConversations: new Set(fact.mutedConversations),
  words: indexWords(fact.mutedWords),
  bumps: fact.bumpReposts,
}))
const nothing = { muted: [], mutedUntil: [], repostsHidden: [], mutedWords: [], mutedConversations: [] }
const apart = standingOf({ blocked: [], ...nothing, bumpReposts: true })

/** As of a moment: what was muted for a while is not for ever. */
function standingAt(fact: StandingFact | undefined, nowMs: number) {
  const { muted, mutedUntil, words, ...standing } = fact ? standingOf(fact) : apart
  const isMuted = (id: Id) => muted.has(id) || (mutedUntil.get(id) ?? 0) > nowMs
  return {
    ...standing,
    muted: mutedUntil.size === 0 ? muted : { has: isMuted },
    findMuted: words && ((posts: readonly PostFact[]) => findMuted(words, posts, nowMs)),
  }
}

/** Who looks, from cached facts. In the same request, after a `sync` of the cache. */
export async function readReader({ db, now, facts, feeds }: Deps, viewer: ViewerId): Promise<Reader> {
  if (viewer === null) return nobody
  const [[standing], [own], following] = await Promise.all([
    facts.standings.get([viewer]),
    facts.owns.get([viewer]),
    feeds.followingOf(viewer),
  ])
  return {
    id: viewer,
    ...standingAt(standing, now().getTime()),
    following,
    ownOf: (ids) => (own ? readOwn(db, { viewer, ids, newest: newestOf(own) }) : Promise.resolve(didNothing)),
  }
}

type Newest = Own & Readonly<{ isComplete: (id: Id) => boolean }>

/** The lists go down to their last post; below that only a list that is not full says anything. */
const newestOf = derived(({ reactions, reposts, bookmarks }: OwnFact): Newest => {
  const kindById = new Map(reactions)
  const [reposted, bookmarked] = [new Set(reposts), new Set(bookmarks)]
  const floorOf = (last: Id | undefined, length: number) => (length < maxOwn ? '' : (last ?? ''))
  const lists = [reactions.map(([id]) => id), reposts, bookmarks]
  const floors = lists.map((ids) => floorOf(ids.at(-1), ids.length))
  const floor = floors.reduce((highest, one) => (one > highest ? one : highest))
  return {
    reactionTo: (id) => kindById.get(id) ?? null,
    hasReposted: (id) => reposted.has(id),
    hasBookmarked: (id) => bookmarked.has(id),
    isComplete: (id) => id >= floor,
  }
})

async function readOwn(db: Db, { viewer, ids, newest }: { viewer: Id; ids: readonly Id[]; newest: Newest }) {
  const old = ids.filter((id) => !newest.isComplete(id))
  if (old.length === 0) return newest
  const asked = await loadOwnOf(db, old, viewer)
  return {
    reactionTo: (id: Id) => asked.get(id)?.reaction ?? newest.reactionTo(id),
    hasReposted: (id: Id) => asked.get(id)?.isReposted ?? newest.hasReposted(id),
    hasBookmarked: (id: Id) => asked.get(id)?.isBookmarked ?? newest.hasBookmarked(id),
  }
}
