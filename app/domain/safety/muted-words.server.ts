import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import { standingFact } from '#app/domain/posts/facts.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { SafetyDeps } from './deps.ts'
import { endOf } from './mute-lengths.ts'
import { type WordAction, type WordInput, wordActions, wordLimits } from './mute-rules.ts'

type Asker = { viewer: { id: Id } }

export type MutedWordView = Readonly<{
  id: Id
  phrase: string
  action: WordAction
  inHome: boolean
  inNotifications: boolean
  inSearch: boolean
  /** Null: for good. */
  expiresAt: string | null
}>

/** All words that the viewer mutes, by the alphabet; there are 200 at most. What has expired is not among them. */
export async function listWords({ db, now }: { db: Db; now: () => Date }, { viewer }: Asker): Promise<MutedWordView[]> {
  const rows = await db.mutedWord.findMany({
    where: { ownerId: viewer.id, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] },
    orderBy: { phrase: 'asc' },
    take: wordLimits.maxWords,
  })
  return rows.map(({ ownerId: _, action, expiresAt, ...row }) => ({
    ...row,
    action: wordActions.find((known) => known === action) ?? 'warn',
    expiresAt: expiresAt?.toISOString() ?? null,
  }))
}

/** From the next read on. The same word again says anew what is done with it. @throws Invalid past 200 */
export async function muteWord(
  { feeds, now }: SafetyDeps,
  { viewer, input }: Asker & { input: WordInput },
): Promise<void> {
  const ownerId = viewer.id
  const { phrase, length, ...how } = input
  const at = now()
  const data = { ...how, expiresAt: endOf(length, at) }
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(ownerId))
    await lockPerson(tx, ownerId)
    await tx.mutedWord.deleteMany({ where: { ownerId, expiresAt: { lte: at } } })
    await tx.mutedWord.upsert({
      where: { ownerId_phrase: { ownerId, phrase } },
      create: { id: newId(at), ownerId, phrase, ...data },
      update: data,
    })
    if ((await tx.mutedWord.count({ where: { ownerId } })) > wordLimits.maxWords)
      throw new Invalid(`${wordLimits.maxWords} words at most`, { phrase: 'errors.word.tooMany' })
  })
}

/** @throws NotFound when it is not the viewer's */
export async function unmuteWord({ feeds }: SafetyDeps, { viewer, wordId }: Asker & { wordId: Id }) {
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    const { count } = await tx.mutedWord.deleteMany({ where: { id: wordId, ownerId: viewer.id } })
    if (count === 0) throw new NotFound('There is no such word')
  })
  return { isDeleted: true }
}
