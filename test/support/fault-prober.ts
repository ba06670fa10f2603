import type { Answer } from './fault-client.ts'
import type { Desk } from './fault-desk.ts'
import { lookAtFeed, lookAtPage, lookAtPost } from './fault-look.ts'
import type { Community, Member } from './fault-members.ts'
import type { Random } from './fault-random.ts'

const readers = 3
const betweenReadsMs = 80
/** Posts whose own pages are looked at. */
const recent = 150
/** That the load writes about. */
const tags = 5

type Read = Readonly<{ what: string; status: number; tookMs: number }>

/** Reads all the time, as different people and as nobody, from any web process: feeds, profiles and posts. */
export function startProber(desk: Desk, { members }: Community, random: Random) {
  const reads: Read[] = []
  let isStopping = false

  async function read(who: Member | null): Promise<[what: string, answer: Answer] | null> {
    const looking = { desk, who }
    const post = random.pick(desk.posts.slice(-recent))
    const author = random.pick(members)
    switch (random.int(9)) {
      case 0:
        return who && ['home', await lookAtFeed(looking, '/api/feeds/home', 'home')]
      case 1:
        return who && ['home', await lookAtFeed(looking, '/api/feeds/home?limit=100', 'home')]
      case 2:
        return ['profile', await lookAtFeed(looking, `/api/feeds/user/${author?.id}`, 'page')]
      case 3:
        return ['explore', await lookAtFeed(looking, '/api/feeds/explore', 'feed')]
      case 4:
        return ['tag', await lookAtFeed(looking, `/api/feeds/tag/fault${random.int(tags)}`, 'feed')]
      case 5:
        return ['page', await lookAtPage(looking, '/')]
      case 6:
        return post ? ['replies', await lookAtFeed(looking, `/api/posts/${post.id}/replies`, 'page')] : null
      default:
        return post ? ['post', await lookAtPost(looking, post)] : null
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      const done = await read(random.chance(0.15) ? null : (random.pick(members) ?? null))
      if (done) reads.push({ what: done[0], status: done[1].status, tookMs: done[1].tookMs })
      await new Promise((resolve) => setTimeout(resolve, betweenReadsMs))
    }
  }

  const running = Array.from({ length: readers }, run)
  return {
    reads,
    async stop(): Promise<void> {
      isStopping = true
      await Promise.all(running)
    },
  }
}

export type Prober = ReturnType<typeof startProber>
