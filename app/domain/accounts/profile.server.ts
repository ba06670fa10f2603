import { toLevel } from '#app/domain/levels/level-rules.ts'
import { authorFact } from '#app/domain/posts/facts.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { holds } from '#app/domain/safety/mutes.server.ts'
import { openTo, seen } from '#app/domain/safety/seen.server.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { isHandle, type ProfileInput } from './account-rules.ts'
import type { Authors } from './authors.ts'
import { personFact } from './facts.ts'
import { countFollowers, countFollowing } from './follow-counts.server.ts'
import type { FollowGraph } from './follow-graph.ts'
import type { ProfileView } from './profile-view.ts'
import { toRole, type Viewer } from './viewer.ts'

type Deps = { db: Db; feeds: FollowGraph; posts: Authors }

/**
 * A person's page as the viewer sees it. Whom the viewer blocks is named, so that it can be undone, and no more.
 * @throws NotFound when nobody has this handle, or the viewer may not know of them
 */
export async function readProfile(
  { posts, ...deps }: Deps,
  { handle, viewer }: { handle: string; viewer: Viewer | null },
): Promise<ProfileView> {
  const row = await findProfile(deps.db, { handle, viewer })
  const { id, name, image, header, bio, role, createdAt, mutedUntil, level, handle: stored, ...found } = row
  const viewerId = viewer?.id ?? null
  const told = { level: level === null ? null : toLevel(level), mutedUntil: mutedUntil?.toISOString() ?? null }
  const marks = { ...found, ...told, isSelf: id === viewerId }
  const shown = { id, handle: stored, name, image, header, role: toRole(role), createdAt: createdAt.toISOString() }
  if (found.isBlocked) return { person: { ...shown, header: null, bio: '' }, ...nothing, ...marks }
  if (!found.isOpen) {
    const followsYou = await follows(deps.feeds, id, viewer?.id)
    return { person: { ...shown, bio }, ...nothing, followsYou, ...marks }
  }
  const [followers, followingCount, postCount, isFollowing, followsYou] = await Promise.all([
    countFollowers(deps, [id], viewerId),
    countFollowing(deps, id, viewerId),
    posts.countBy({ authorId: id, viewer }),
    follows(deps.feeds, viewer?.id, id),
    follows(deps.feeds, id, viewer?.id),
  ])
  const followerCount = followers.get(id) ?? 0
  return { person: { ...shown, bio }, followerCount, followingCount, postCount, isFollowing, followsYou, ...marks }
}

const nothing = { followerCount: 0, followingCount: 0, postCount: 0, isFollowing: false, followsYou: false }

/** What others see of the viewer from now on. */
export async function updateProfile(
  { db, cache }: { db: Db; cache: Pick<Cache, 'write'> },
  { viewer, input }: { viewer: Viewer; input: ProfileInput },
): Promise<void> {
  await cache.write(async (touch) => {
    await touch(authorFact(viewer.id), personFact(viewer.id))
    await db.user.update({ where: { id: viewer.id }, data: { name: input.name, bio: input.bio }, select: { id: true } })
  })
}

type Question = { handle: string; viewer: Viewer | null }

/** `isOpen`: the viewer may see what they do. */
type PersonFound = { id: Id; isPrivate: boolean; isOpen: boolean }

/** @throws NotFound when nobody has this handle, or the viewer may not know of them */
export async function requirePerson(db: Db, { handle, viewer }: Question): Promise<PersonFound> {
  const viewerId = viewer?.id ?? null
  return requireOne(
    isHandle(handle.toLowerCase())
      ? await db.$queryRaw<PersonFound[]>`
          SELECT u.id, u.is_private AS "isPrivate", ${openTo(viewerId)} AS "isOpen" FROM "user" u WHERE u.handle = ${handle.toLowerCase()} AND ${seen(viewerId)}`
      : [],
  )
}

type ProfileRow = PersonView & {
  header: string | null
  bio: string
  role: string
  createdAt: Date
  mutedUntil: Date | null
  level: string | null
} & Pick<
    ProfileView,
    'isBlocked' | 'isMuted' | 'isSuspended' | 'isPrivate' | 'isOpen' | 'isRequested' | 'areRepostsHidden'
  >

/** Also whom the viewer blocks; and who is suspended, for moderators and admins. */
async function findProfile(db: Db, { handle, viewer }: Question): Promise<ProfileRow> {
  const [viewerId, canModerate] = [viewer?.id ?? null, viewer !== null && viewer.role !== 'member']
  return requireOne(
    isHandle(handle.toLowerCase())
      ? await db.$queryRaw<ProfileRow[]>`
          SELECT u.id, u.handle, u.name, u.image, u.header, u.bio, u.role, u.created_at AS "createdAt",
            u.suspended_at IS NOT NULL AS "isSuspended", own.blocked AS "isBlocked",
            u.is_private AS "isPrivate", ${openTo(viewerId)} AS "isOpen",
            EXISTS (SELECT 1 FROM follow_request WHERE follower_id = ${viewerId}::uuid AND followee_id = u.id) AS "isRequested",
            muting.at IS NOT NULL AS "isMuted", muting.expires_at AS "mutedUntil",
            EXISTS (SELECT 1 FROM repost_mute WHERE muter_id = ${viewerId}::uuid AND muted_id = u.id) AS "areRepostsHidden",
            (SELECT coalesce(level, 'normal') FROM follow
              WHERE follower_id = ${viewerId}::uuid AND followee_id = u.id AND until_id IS NULL) AS level
          FROM "user" u CROSS JOIN LATERAL (
            SELECT EXISTS (SELECT 1 FROM block WHERE blocker_id = ${viewerId}::uuid AND blocked_id = u.id) AS blocked) own
          LEFT JOIN LATERAL (SELECT mute.created_at AS at, mute.expires_at FROM mute
            WHERE muter_id = ${viewerId}::uuid AND muted_id = u.id AND ${holds()}) muting ON true
          WHERE u.handle = ${handle.toLowerCase()} AND (own.blocked AND u.suspended_at IS NULL OR ${seen(viewerId)}
            OR ${canModerate} AND u.suspended_at IS NOT NULL)`
      : [],
  )
}

function requireOne<Row>([person]: readonly Row[]): Row {
  if (!person) throw new NotFound('Nobody has this name')
  return person
}

async function follows(feeds: FollowGraph, followerId: string | undefined, followeeId: string | undefined) {
  if (!followerId || !followeeId || followerId === followeeId) return false
  return (await feeds.followedAmong({ followerId, ids: [followeeId] })).has(followeeId)
}
