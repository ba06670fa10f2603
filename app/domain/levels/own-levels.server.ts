import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { requireOther } from '#app/domain/safety/find-person.server.ts'
import { pageOfPeople } from '#app/domain/safety/people-lists.server.ts'
import { seen } from '#app/domain/safety/seen.server.ts'
import { sql, type Tx } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { setBestFromFor } from './best-from.server.ts'
import type { LevelsDeps } from './deps.ts'
import { type Level, maxMore, toLevel } from './level-rules.ts'

type Person = Readonly<{ id: Id }>
type OfSomebody = { viewer: Person; handle: string }

/** How much of somebody the viewer wants. @throws NotFound where the viewer does not follow them */
export async function readLevel({ db }: LevelsDeps, { viewer, handle }: OfSomebody): Promise<{ level: Level }> {
  const { id: followeeId } = await requireOther(db, { viewer, handle, refusal: 'errors.follow.self' })
  const follow = await db.follow.findFirst({
    where: { followerId: viewer.id, followeeId, untilId: null },
    select: { level: true },
  })
  if (!follow) throw notFollowed()
  return { level: toLevel(follow.level) }
}

/** From the next read of the viewer's home feed on, until they unfollow. They are not told. @throws as `readLevel`; Invalid past `maxMore` */
export async function setLevel(
  { db, feeds }: LevelsDeps,
  { viewer, handle, level }: OfSomebody & { level: Level },
): Promise<{ level: Level }> {
  const { id: followeeId } = await requireOther(db, { viewer, handle, refusal: 'errors.follow.self' })
  await feeds.transaction(async (tx, writing) => {
    // Several at once count each other.
    if (level === 'more') await lockPerson(tx, viewer.id)
    const chosen = { followerId: viewer.id, followeeId, level: level === 'normal' ? null : level }
    if (!(await feeds.setLevel(tx, writing, chosen))) throw notFollowed()
    if (level === 'more') await requireFew(tx, viewer.id)
    if (level === 'best') await setBestFromFor(tx, writing, followeeId, viewer.id)
  })
  return { level }
}

async function requireFew(tx: Tx, followerId: Id): Promise<void> {
  const count = await tx.follow.count({ where: { followerId, level: 'more' } })
  if (count > maxMore)
    throw new Invalid(`More is wanted of ${maxMore} people at most`, { level: 'errors.level.tooMany' })
}

const notFollowed = () => new NotFound('You do not follow anybody of this name')

/** Of whom the viewer said how much they want, by handle, 40 a page; who has blocked them since is not named. */
export async function listLevels(
  { db }: LevelsDeps,
  { viewer, cursor }: { viewer: Person; cursor?: string | null },
): Promise<Page<PersonView & { level: Level }>> {
  const followerId = viewer.id
  const ids = sql`SELECT u.id FROM follow JOIN "user" u ON u.id = followee_id
    WHERE follower_id = ${followerId}::uuid AND level IS NOT NULL AND ${seen(followerId)}`
  const page = await pageOfPeople(db, ids, cursor)
  const follows = await db.follow.findMany({
    where: { followerId, followeeId: { in: page.items.map(({ id }) => id) } },
    select: { followeeId: true, level: true },
  })
  const levelById = new Map(follows.map(({ followeeId, level }) => [followeeId, toLevel(level)]))
  return { ...page, items: page.items.map((person) => ({ ...person, level: levelById.get(person.id) ?? 'normal' })) }
}
