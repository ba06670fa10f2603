import type { PersonView } from '#app/domain/posts/post-views.ts'
import { seen } from '#app/domain/safety/seen.server.ts'
import { type Db, sql, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { Prisma } from '#app/lib/prisma/client.ts'

export type Completed = PersonView & Readonly<{ isFollowing: boolean }>

type Question = { viewer: Readonly<{ id: Id }>; prefix: string }

const maxShown = 8
/** Of each index so many are looked at, and of those whom the viewer follows so many. */
const maxLooked = { perIndex: 50, followed: 5_000 }

/**
 * People whose handle, or a word of whose name, begins so (lower case): first those whom the viewer follows, then handles
 * before names. Among strangers, the first three words of a name count.
 */
export async function completePeople(db: Db, { viewer, prefix }: Question): Promise<Completed[]> {
  const [followed, others] = await Promise.all([
    db.$queryRaw<{ id: Id }[]>`
      SELECT u.id FROM (SELECT followee_id FROM follow
        WHERE follower_id = ${viewer.id}::uuid AND until_id IS NULL LIMIT ${maxLooked.followed}) f
      JOIN "user" u ON u.id = f.followee_id
      WHERE starts_with(u.handle, ${prefix}) OR position(' ' || ${prefix} IN ' ' || lower(u.name)) > 0
      LIMIT ${maxLooked.perIndex}`,
    db.$queryRaw<{ id: Id }[]>`
      SELECT id FROM (${Prisma.join(
        columns.map((column) => beginning(column, prefix)),
        ' UNION ',
      )}) found`,
  ])
  const following = new Set(followed.map(({ id }) => id))
  const ids = new Set([...following, ...others.map(({ id }) => id)])
  ids.delete(viewer.id)
  const people = await db.$queryRaw<PersonView[]>`
    SELECT u.id, u.handle, u.name, u.image FROM "user" u WHERE u.id = ANY(${uuids([...ids])}) AND ${seen(viewer.id)}`
  return people
    .map((person) => ({ ...person, isFollowing: following.has(person.id) }))
    .sort((a, b) => placeOf(a, prefix) - placeOf(b, prefix) || (a.handle < b.handle ? -1 : 1))
    .slice(0, maxShown)
}

/** What the indexes of migration 0014 hold. */
const columns = [
  sql`handle`,
  sql`lower(name)`,
  ...[2, 3].map((word) => Prisma.raw(`split_part(lower(name), ' ', ${word})`)),
]

/** A range, which one plan serves for any prefix; a pattern would be planned each time, or not use the index. */
function beginning(column: Prisma.Sql, prefix: string): Prisma.Sql {
  return sql`(SELECT id FROM "user" WHERE ${column} COLLATE "C" >= ${prefix} AND ${column} COLLATE "C" < ${`${prefix}\u{10ffff}`}
    AND ${column} <> '' ORDER BY ${column} COLLATE "C" LIMIT ${maxLooked.perIndex})`
}

function placeOf({ handle, isFollowing }: Completed, prefix: string): number {
  return (isFollowing ? 0 : 3) + (handle === prefix ? 0 : handle.startsWith(prefix) ? 1 : 2)
}
