import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import { kinds } from '../facts.ts'
import { loadCards } from '../link-cards/load-cards.server.ts'
import { loadPollCounts, loadVotes } from '../polls/load-polls.server.ts'
import type { PostFact, PostFacts } from '../post-facts.ts'
import { loadCounts } from './load-counts.server.ts'
import { loadAuthors, loadOwns, loadStandings } from './load-people.server.ts'
import { loadPosts } from './load-posts.server.ts'

/** How much of each a process holds, roughly in bytes for posts, else in ids. */
const maxHeld = {
  posts: 64 * 1024 * 1024,
  counts: 300_000,
  authors: 50_000,
  standings: 500_000,
  owns: 500_000,
  cards: 20_000,
  polls: 20_000,
  votes: 200_000,
}

/** The cached facts of posts, each kind loaded by one query. */
export function createPostFacts({ db, cache }: { db: Db; cache: Pick<Cache, 'shelf'> }): PostFacts {
  return {
    posts: cache.shelf({
      name: kinds.post,
      shape: 10,
      load: (ids) => loadPosts(db, ids),
      maxHeld: maxHeld.posts,
      weigh: weighPost,
    }),
    counts: cache.shelf({
      name: kinds.counts,
      shape: 5,
      load: (ids) => loadCounts(db, ids),
      maxHeld: maxHeld.counts,
      weigh: ({ repliers, mentioningReplies, reactions }) =>
        1 + (repliers?.length ?? 0) + (mentioningReplies?.length ?? 0) + reactions.length,
    }),
    authors: cache.shelf({
      name: kinds.author,
      shape: 4,
      load: (ids) => loadAuthors(db, ids),
      maxHeld: maxHeld.authors,
    }),
    standings: cache.shelf({
      name: kinds.standing,
      load: (ids) => loadStandings(db, ids),
      maxHeld: maxHeld.standings,
      shape: 3,
      weigh: ({ blocked, muted, mutedUntil, repostsHidden, mutedWords }) =>
        1 + blocked.length + muted.length + mutedUntil.length + repostsHidden.length + mutedWords.length,
    }),
    polls: cache.shelf({ name: kinds.poll, load: (ids) => loadPollCounts(db, ids), maxHeld: maxHeld.polls }),
    votes: cache.shelf({ name: kinds.vote, load: (keys) => loadVotes(db, keys), maxHeld: maxHeld.votes }),
    cards: cache.shelf({
      name: kinds.card,
      shape: 2,
      load: (keys) => loadCards(db, keys),
      maxHeld: maxHeld.cards,
    }),
    owns: cache.shelf({
      name: kinds.own,
      shape: 3,
      load: (ids) => loadOwns(db, ids),
      maxHeld: maxHeld.owns,
      weigh: ({ reactions, reposts, bookmarks }) => 1 + reactions.length + reposts.length + bookmarks.length,
    }),
  }
}

/** An object, its strings of one or two bytes a character, and the view that is made of it. */
function weighPost({ body, media }: PostFact): number {
  const pictures = media.reduce((bytes, { alt }) => bytes + 1_000 + 2 * alt.length, 0)
  return body.reduce((bytes, { text }) => bytes + 100 + 2 * text.length, 1_000 + pictures)
}
