import { personFact } from '#app/domain/accounts/facts.ts'
import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Transaction, Writing } from '#app/domain/feeds/publish.server.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { type Db, sql, type Tx } from '#app/lib/db.server.ts'
import { Conflict, Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { SafetyDeps, ToSomebody } from './deps.ts'
import { requireOther } from './find-person.server.ts'
import { lockPair } from './lock-pair.server.ts'
import { requestLimits } from './privacy-rules.ts'
import { seen } from './seen.server.ts'

type Pair = Readonly<{ followerId: Id; followeeId: Id }>

/** For the transaction of a follow. @throws NotFound across a block; Conflict where it has to be asked for */
export async function requireFollowable(tx: Tx, writing: Pick<Writing, 'touch'>, pair: Pair): Promise<void> {
  if (await needsApproval(tx, pair)) throw new Conflict('This account has just become private: ask again')
  await dropRequest(tx, writing, pair)
}

/**
 * Asks to follow a private account; again does nothing. `copyLimit` is kept until the follow begins.
 * @returns whether it is asked for now; false: whoever it is may be followed without
 * @throws NotFound; Invalid past the limits
 */
export async function requestFollow(
  { feeds, now }: { feeds: { transaction: Transaction<Tx> }; now: () => Date },
  { copyLimit, ...pair }: Pair & { copyLimit?: number },
): Promise<boolean> {
  const { followerId, followeeId } = pair
  return feeds.transaction(async (tx, { touch }) => {
    if (!(await needsApproval(tx, pair))) return false
    await touch(personFact(followeeId))
    await lockPerson(tx, followerId, followeeId)
    const data = [{ ...pair, id: newId(now()), copyLimit: copyLimit ?? null }]
    const { count } = await tx.followRequest.createMany({ data, skipDuplicates: true })
    if (count > 0) {
      await requireFew(tx.followRequest.count({ where: { followerId } }), requestLimits.maxAsked, 'tooManyAsked')
      await requireFew(tx.followRequest.count({ where: { followeeId } }), requestLimits.maxWaiting, 'tooManyWaiting')
    }
    return true
  })
}

/** Who waits to follow the viewer, of whom they may know, the latest first, 40 a page. @throws Invalid for a cursor that is none */
export async function listRequests(
  { db }: { db: Db },
  { viewer, cursor }: { viewer: { id: Id }; cursor?: string | null },
): Promise<Page<PersonView>> {
  const before = decodeCursor(cursor)
  const rows = await db.$queryRaw<(PersonView & { requestId: Id })[]>`
    SELECT u.id, u.handle, u.name, u.image, r.id AS "requestId"
    FROM follow_request r JOIN "user" u ON u.id = r.follower_id
    WHERE r.followee_id = ${viewer.id}::uuid AND ${seen(viewer.id)}
      ${before === null ? sql`` : sql`AND r.id < ${before}::uuid`}
    ORDER BY r.id DESC LIMIT ${pageLength + 1}`
  const shown = rows.slice(0, pageLength)
  const last = rows.length > pageLength ? shown.at(-1) : undefined
  return {
    items: shown.map(({ requestId: _, ...person }) => person),
    nextCursor: last ? encodeCursor(last.requestId) : null,
  }
}

const pageLength = 40

/** Of `ids`, those whom the viewer asks to let them follow. One query. */
export async function askedAmong(
  db: Db,
  { viewer, ids }: { viewer: { id: Id }; ids: readonly Id[] },
): Promise<Set<Id>> {
  if (ids.length === 0) return new Set()
  const where = { followerId: viewer.id, followeeId: { in: [...ids] } }
  const rows = await db.followRequest.findMany({ where, select: { followeeId: true } })
  return new Set(rows.map(({ followeeId }) => followeeId))
}

/** From now on they follow the viewer. @throws NotFound when they do not ask, or not any more */
export async function approve({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: followerId } = await requireOther(db, { viewer, handle, refusal: 'errors.follow.self' })
  const pair = { followerId, followeeId: viewer.id }
  const asked = await db.followRequest.findUnique({ where: { followerId_followeeId: pair } })
  if (!asked) throw notAsked()
  const follow = await feeds.beginningNow({ ...pair, copyLimit: asked.copyLimit ?? undefined })
  await feeds.transaction(async (tx, writing) => {
    await lockPair(tx, [followerId, viewer.id])
    // Whoever blocks, cancels or rejects at this moment comes before or after, and what is gone is not approved.
    if (!(await dropRequest(tx, writing, pair))) throw notAsked()
    await feeds.beginFollows(tx, writing, [follow])
  })
  await feeds.forgetTimelines([followerId])
  return { isFollower: true }
}

/** They do not follow the viewer, and are not told. Again does nothing. @throws NotFound */
export async function reject({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: followerId } = await requireOther(db, { viewer, handle, refusal: 'errors.follow.self' })
  await feeds.transaction((tx, writing) => dropRequest(tx, writing, { followerId, followeeId: viewer.id }))
  return { isFollower: false }
}

/** Takes somebody off the viewer's followers, who is not told. Again does nothing. @throws NotFound */
export async function removeFollower({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: followerId } = await requireOther(db, { viewer, handle, refusal: 'errors.follow.self' })
  await feeds.unfollow({ followerId, followeeId: viewer.id })
  return { isFollower: false }
}

/** In the caller's transaction. @returns whether there was one */
export async function dropRequest(tx: Tx, { touch }: Pick<Writing, 'touch'>, pair: Pair): Promise<boolean> {
  const { count } = await tx.followRequest.deleteMany({ where: pair })
  if (count > 0) await touch(personFact(pair.followeeId))
  return count > 0
}

/**
 * Whether one of them asks before following the other. Until the commit no block comes between them, and the account
 * stays as private as it is: for that its owner's row is held. @throws NotFound
 */
async function needsApproval(tx: Tx, { followerId, followeeId }: Pair): Promise<boolean> {
  await lockPair(tx, [followerId, followeeId])
  const [person] = await tx.$queryRaw<{ needsApproval: boolean }[]>`
    SELECT u.is_private AND NOT EXISTS (SELECT 1 FROM follow
      WHERE follower_id = ${followerId}::uuid AND followee_id = u.id AND until_id IS NULL) AS "needsApproval"
    FROM "user" u WHERE u.id = ${followeeId}::uuid AND ${seen(followerId)} FOR KEY SHARE OF u`
  if (!person) throw new NotFound('Nobody has this name')
  return person.needsApproval
}

async function requireFew(counted: PromiseLike<number>, max: number, refusal: string): Promise<void> {
  if ((await counted) > max) throw new Invalid(`${max} requests at most`, { handle: `errors.follow.${refusal}` })
}

const notAsked = () => new NotFound('They do not ask to follow')
