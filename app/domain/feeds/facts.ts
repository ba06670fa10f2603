// Names of what is cached about feeds, for the verbs that change it (docs/decisions/010-coherent-cache.md).
import type { Touched } from '#app/lib/cache/cache.ts'
import type { Id } from '#app/lib/id.ts'
import { deliveredVerbs, groupedVerbs, subscribedVerbs, verbsAtLevels } from './define-feed.ts'
import type { Entry, FeedId } from './types.ts'

export const kinds = {
  entry: 'feeds.entry',
  tellings: 'feeds.tellings',
  following: 'feeds.following',
  outbox: 'feeds.outbox',
  own: 'feeds.own',
  pulled: 'feeds.pulled',
  besides: 'feeds.besides',
  addressed: 'feeds.addressed',
  addresses: 'feeds.addresses',
  marks: 'feeds.marks',
} as const

/** An activity that stands. */
export const entryFact = (id: Id): Touched => ({ kind: kinds.entry, id })
/** What was done to an object. */
export const tellingsFact = (objectId: Id): Touched => ({ kind: kinds.tellings, id: objectId })
/** Whom somebody follows, and from when until when. */
export const followingFact = (id: Id): Touched => ({ kind: kinds.following, id })
/** What somebody did last. */
export const outboxFact = (id: Id): Touched => ({ kind: kinds.outbox, id })

/** The last few of these, for themselves. */
const ownFact = (id: Id): Touched => ({ kind: kinds.own, id })

/** What somebody did last of what is for those alone who want more of them. */
const besidesFact = (id: Id): Touched => ({ kind: kinds.besides, id })

/** What was seen and read of a feed. */
export const marksFact = (feed: FeedId): Touched => ({ kind: kinds.marks, id: feed })

/** Who is merged at read. */
export const pulledFact: Touched = { kind: kinds.pulled, id: 'all' }

/** Where an activity is addressed to. */
export const addressesFact = (id: Id): Touched => ({ kind: kinds.addresses, id })

/** What changes in the feeds that are followed when these activities are addressed to them, or no more. */
export function addressedFacts(addressed: readonly Readonly<{ verb: string; to: readonly FeedId[] }>[]): Touched[] {
  const verbs = new Set(subscribedVerbs())
  const feeds = new Set(addressed.flatMap(({ verb, to }) => (verbs.has(verb) ? to : [])))
  return [...feeds].map((id) => ({ kind: kinds.addressed, id }))
}

/** What changes when these activities come, change or are taken back. */
export function factsOf(entries: readonly Entry[]): Touched[] {
  const [delivered, grouped, besides] = [new Set(deliveredVerbs()), new Set(groupedVerbs()), new Set(verbsAtLevels())]
  const objects = new Set(entries.flatMap(({ verb, objectId }) => (grouped.has(verb) ? [objectId] : [])))
  return [
    ...[...objects].map(tellingsFact),
    ...entries.flatMap(({ id, actorId, verb }) => [
      entryFact(id),
      ...(delivered.has(verb) ? [outboxFact(actorId), ownFact(actorId)] : []),
      ...(besides.has(verb) ? [besidesFact(actorId)] : []),
    ]),
  ]
}
