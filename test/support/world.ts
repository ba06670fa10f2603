import { afterAll, beforeAll } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { readEnv } from '#app/lib/env.server.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { createWiring, type Wiring } from '#app/wiring.server.ts'
import { createDrain } from './drain.ts'
import { ownServers } from './servers.ts'

/** Settings beside the usual ones, such as the address of a proxy in front of the world's servers. */
export type Settings =
  | Record<string, string>
  | ((servers: { databaseUrl: string; redisUrl: string }) => Promise<Record<string, string>>)

/** The whole app below its drivers on servers of its own, and a story to tell in it. */
export async function createWorld(settings: Settings = {}) {
  const servers = await ownServers()
  const env = readEnv({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    // Tests leave the network alone.
    LINK_PREVIEWS: 'off',
    SESSION_SECRET: 'a secret for tests that is long enough',
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    MEDIA_PATH: servers.mediaPath,
    DATABASE_POOL: '5',
    ...(typeof settings === 'function' ? await settings(servers) : settings),
  })
  const wiring = createWiring({ env, role: 'web' })
  await wiring.redis.ping().catch(() => new Promise((resolve) => wiring.redis.once('ready', resolve)))
  const drain = createDrain(wiring)
  return {
    ...wiring,
    ...createStory(wiring),
    /** Runs the jobs that wait, and those that they ask for, until none is left. */
    drain: drain.run,
    async end() {
      await drain.close()
      await wiring.close()
      await servers[Symbol.asyncDispose]()
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>

/** One world for a test file; use it inside tests only. */
export function startWorld(settings?: Settings): World {
  let world: World | undefined
  beforeAll(async () => {
    world = await createWorld(settings)
  })
  afterAll(() => world?.end())
  return new Proxy({} as World, {
    get: (_, name) => {
      if (!world) throw new Error('the world begins with the first test')
      return Reflect.get(world, name)
    },
  })
}

function createStory({ db, feeds, posts }: Wiring) {
  let people = 0
  return {
    /** Somebody who is there; `name` makes failures readable. */
    async person(name = 'person'): Promise<Viewer> {
      people += 1
      const id = newId()
      const handle = `${name.toLowerCase().replace(/\W/g, '_')}_${people}`
      await db.user.create({ data: { id, handle, name } })
      return { id, handle, name, image: null, role: 'member' }
    },
    async follow(follower: Viewer, ...followees: Viewer[]): Promise<void> {
      for (const followee of followees) await feeds.follow({ followerId: follower.id, followeeId: followee.id })
    },
    unfollow: (follower: Viewer, followee: Viewer) =>
      feeds.unfollow({ followerId: follower.id, followeeId: followee.id }),
    async post(author: Viewer, text: string, replyToId?: Id): Promise<Id> {
      const { id } = await posts.create({ author, input: { text, replyToId } })
      return id
    },
    /** The texts of a person's home feed, newest first. */
    async home(viewer: Viewer, limit = 20): Promise<string[]> {
      const page = await posts.feed({ feed: homeFeed(viewer.id), viewer, limit })
      return page.items.map(textOf)
    },
  }
}

export function textOf(post: PostView): string {
  return post.body.map(({ text }) => text).join('')
}
