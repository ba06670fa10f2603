// The one place where settings, servers and modules meet: env → clients → { accounts, posts, media, safety, lists, feeds }.
import { createAccounts } from './domain/accounts/accounts.server.ts'
import { createBookmarks } from './domain/bookmarks/bookmarks.server.ts'
import { createEmoji } from './domain/emoji/emoji.server.ts'
import { createEmojiSet } from './domain/emoji/emoji-set.server.ts'
import { createAudit } from './domain/feeds/audit.server.ts'
import { createFeeds } from './domain/feeds/feeds.server.ts'
import { fanOutJob, rebuildJob } from './domain/feeds/jobs.ts'
import { createPostgresLedger } from './domain/feeds/ledger.postgres.server.ts'
import { createFeedStats } from './domain/feeds/stats.server.ts'
import { createRedisCensus } from './domain/feeds/timeline-census.redis.server.ts'
import { createRedisTimelines } from './domain/feeds/timeline-store.redis.server.ts'
import { createDeadLetters } from './domain/jobs/dead-letters.server.ts'
import { jobKind } from './domain/jobs/job-kind.ts'
import { createLevels } from './domain/levels/levels.server.ts'
import { createLists } from './domain/lists/lists.server.ts'
import { processMediaJob } from './domain/media/jobs.ts'
import { createMedia } from './domain/media/media.server.ts'
import { createRenderImage } from './domain/media/render-image.server.ts'
import { createDrafts } from './domain/posts/drafts/drafts.server.ts'
import { createScheduled } from './domain/posts/drafts/scheduled.server.ts'
import { linkCardJob } from './domain/posts/link-cards/jobs.ts'
import { createLinkCards } from './domain/posts/link-cards/link-cards.server.ts'
import { createPosts } from './domain/posts/posts.server.ts'
import { createSafety } from './domain/safety/safety.server.ts'
import { createCache } from './lib/cache/cache.server.ts'
import { connectDb } from './lib/db.server.ts'
import { type Env, readEnv } from './lib/env.server.ts'
import { createLocalLimiter } from './lib/local-limiter.ts'
import { createLog } from './lib/log.server.ts'
import { createMetrics } from './lib/metrics.server.ts'
import { createQueue } from './lib/queue.server.ts'
import { createRateLimiter } from './lib/rate-limit.server.ts'
import { connectRedis } from './lib/redis.server.ts'
import { createSafeFetch } from './lib/safe-fetch/safe-fetch.server.ts'
import { singleton } from './lib/singleton.ts'
import { createDiskStorage } from './lib/storage/disk.server.ts'
import { createS3Storage } from './lib/storage/s3.server.ts'

/** Which process this is; they differ in how long a statement may take. */
export type Role = 'web' | 'worker' | 'cli'

const statementTimeoutMs: Record<Role, number> = { web: 5_000, worker: 60_000, cli: 60_000 }

/** Connects everything; nothing is asked of a server until the first use. Close it, or the process never ends. */
export function createWiring({ env, role }: { env: Env; role: Role }) {
  const log = createLog(env, role)
  const metrics = createMetrics()
  const { db, run } = connectDb({
    url: env.DATABASE_URL,
    pool: env.DATABASE_POOL,
    statementTimeoutMs: statementTimeoutMs[role],
  })
  const redis = connectRedis(env.REDIS_URL, log)
  const cache = createCache({ redis, databaseUrl: env.DATABASE_URL, log, onRead: metrics.cacheRead })
  const queue = createQueue({ redis })
  const limiter = createRateLimiter({ redis })
  const readLimiter = createLocalLimiter({ windowS: 60, now: Date.now })
  const now = () => new Date()
  const ledger = createPostgresLedger({ db, run })
  const timelines = createRedisTimelines({ redis })
  const feeds = createFeeds({
    ledger,
    timelines,
    queue,
    cache,
    log,
    now,
    pullThreshold: env.FEED_PULL_THRESHOLD,
    onDelivered: metrics.delivered,
    onStage: metrics.stageTook,
  })
  const census = createRedisCensus({ redis })
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1_000))
  const audit = createAudit({ ledger, timelines, census, log, now, pause })
  const feedStats = createFeedStats({ ledger, census, now })
  const linkCards = createLinkCards({
    db,
    cache,
    queue,
    log,
    now,
    fetchPage: createSafeFetch({ userAgent: `Tributary (+${env.origin})` }),
    keepImage: (file) => media.keepCardImage(file),
    isOn: env.LINK_PREVIEWS === 'on',
    origin: env.origin,
  })
  const emojiSet = createEmojiSet({ db, cache })
  const posts = createPosts({ db, feeds, cache, linkCards, emojiSet, now })
  const media = createMedia({
    db,
    cache,
    queue,
    posts,
    log,
    now,
    storage: env.S3_URL ? createS3Storage(env.S3_URL) : createDiskStorage(env.MEDIA_PATH),
    render: createRenderImage(),
    quotaBytes: env.MEDIA_QUOTA_MB * 1_000_000,
  })
  const emoji = createEmoji({ db, cache, media, emojiSet, now })
  const drafts = createDrafts({ db, now })
  const scheduled = createScheduled({ db, now, log, posts })
  const { setAside, resume } = feeds.duties
  const kinds = [
    jobKind(fanOutJob, { onDead: setAside, onReplay: resume }),
    jobKind(rebuildJob),
    jobKind(linkCardJob),
    jobKind(processMediaJob, { onDead: media.duties.giveUp }),
  ]
  const deadLetters = createDeadLetters({ db, queue, kinds, now })
  metrics.watch({
    queues: queue.inspect,
    deadLetters: deadLetters.count,
    oldestUndelivered: ledger.oldestUnfinished,
  })
  const safety = createSafety({ db, feeds, now })
  const levels = createLevels({ db, feeds })
  const lists = createLists({ db, feeds, now })
  const bookmarks = createBookmarks({ db, feeds, cache, posts, now })
  const accounts = createAccounts({ db, feeds, posts, cache, env, log, now })

  async function close(): Promise<void> {
    await feeds.duties.settled()
    await queue.close()
    await cache.close()
    redis.disconnect()
    await db.$disconnect()
  }
  return {
    env,
    log,
    metrics,
    db,
    redis,
    cache,
    limiter,
    readLimiter,
    queue,
    ledger,
    timelines,
    feeds,
    audit,
    feedStats,
    deadLetters,
    linkCards,
    posts,
    drafts,
    scheduled,
    media,
    emoji,
    emojiSet,
    safety,
    levels,
    lists,
    bookmarks,
    accounts,
    close,
  }
}

export type Wiring = ReturnType<typeof createWiring>

declare module './lib/singleton.ts' {
  interface Singletons {
    wiring: Wiring
  }
}

/** The wiring of the web process, made at first use and shared by all of its bundles. */
export function wiring(): Wiring {
  return singleton('wiring', () => createWiring({ env: readEnv(), role: 'web' }))
}
