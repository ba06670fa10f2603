import { authorFact } from '#app/domain/posts/facts.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isHandle, type ProfileInput } from './account-rules.ts'
import type { Authors } from './authors.ts'
import type { FollowGraph } from './follow-graph.ts'
import { type Role, toRole, type Viewer } from './viewer.ts'

export type ProfileView = Readonly<{
  person: PersonView & Readonly<{ bio: string; role: Role; createdAt: string }>
  followerCount: number
  followingCount: number
  postCount: number
  isFollowing: boolean
  followsYou: boolean
  isSelf: boolean
}>

type Deps = { db: Db; feeds: FollowGraph; posts: Authors }

/** A person's page as the viewer sees it. @throws NotFound when nobody has this handle */
export async function readProfile(
  { db, feeds, posts }: Deps,
  { handle, viewer }: { handle: string; viewer: Viewer | null },
): Promise<ProfileView> {
  const person = await requirePerson(db, handle)
  const { id, name, image, bio } = person
  const [followers, followingCount, postCount, isFollowing, followsYou] = await Promise.all([
    feeds.countFollowers([id]),
    feeds.countFollowing(id),
    posts.countBy({ authorId: id, viewer }),
    follows(feeds, viewer?.id, id),
    follows(feeds, id, viewer?.id),
  ])
  return {
    person: {
      id,
      handle: person.handle,
      name,
      image,
      bio,
      role: toRole(person.role),
      createdAt: person.createdAt.toISOString(),
    },
    followerCount: followers.get(id) ?? 0,
    followingCount,
    postCount,
    isFollowing,
    followsYou,
    isSelf: viewer?.id === id,
  }
}

/** What others see of the viewer from now on. */
export async function updateProfile(
  { db, cache }: { db: Db; cache: Pick<Cache, 'write'> },
  { viewer, input }: { viewer: Viewer; input: ProfileInput },
): Promise<void> {
  await cache.write(async (touch) => {
    await touch(authorFact(viewer.id))
    await db.user.update({ where: { id: viewer.id }, data: { name: input.name, bio: input.bio }, select: { id: true } })
  })
}

/** @throws NotFound when nobody has this handle */
export async function requirePerson(db: Db, handle: string) {
  const wanted = handle.toLowerCase()
  const person =
    isHandle(wanted) &&
    (await db.user.findUnique({
      where: { handle: wanted },
      select: { id: true, handle: true, name: true, image: true, bio: true, role: true, createdAt: true },
    }))
  if (!person) throw new NotFound('Nobody has this name')
  return person
}

async function follows(feeds: FollowGraph, followerId: string | undefined, followeeId: string | undefined) {
  if (!followerId || !followeeId || followerId === followeeId) return false
  return (await feeds.followedAmong({ followerId, ids: [followeeId] })).has(followeeId)
}
