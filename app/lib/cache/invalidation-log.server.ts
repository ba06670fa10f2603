import { randomBytes } from 'node:crypto'
import type { RedisClient } from '#app/lib/redis.server.ts'
import { redisScript } from '#app/lib/redis-script.server.ts'
import type { Touched } from './cache.ts'
import { readFacts, writeFacts } from './facts.ts'
import { logKeys } from './keys.ts'
import { abandonedScript, appendScript, openScript, syncScript } from './scripts.lua.ts'

/** How many of the newest entries the log keeps; who is further behind has missed some. */
const kept = 5_000
/** Older intents belong to writers that have died: a transaction ends within 30 seconds. */
const abandonedAfterS = 60
const abandonedAtOnce = 100

/** What was invalidated, in order, for all processes; and what writers are about to change. */
export interface InvalidationLog {
  /** What others appended after `position`; null: more than can be told. @throws */
  read(position: Position): Promise<{ position: Position; changed: readonly Touched[] | null }>
  /** @throws */
  append(changed: readonly Touched[], intents: readonly string[]): Promise<void>
  /** Says, before a commit, what it changes. @returns intents to be given to `append` @throws */
  open(changed: readonly Touched[]): Promise<string[]>
  /** Intents of writers that have died, the oldest first, 100 at most. @throws */
  abandoned(): Promise<readonly { intent: string; changed: readonly Touched[] }[]>
}

/** How far a process has read which log. */
export type Position = Readonly<{ log: string; last: number }>

export const nowhere: Position = { log: '', last: 0 }

export function createInvalidationLog(redis: RedisClient): InvalidationLog {
  const { log, head, open } = logKeys
  /** Entries of this process that it has not come to yet. */
  const own = new Set<string>()
  const scripts = {
    sync: redisScript(redis, syncScript),
    append: redisScript(redis, appendScript),
    open: redisScript(redis, openScript),
    abandoned: redisScript(redis, abandonedScript),
  }

  return {
    async read(known) {
      const news = await scripts.sync([log, head], [known.log, known.last, token(), kept])
      if (news === null) return { position: known, changed: [] }
      const answer = listOf(news)
      const position = { log: textOf(answer[0]), last: Number(answer[1]) }
      const entries = answer[2]
      if (!Array.isArray(entries)) {
        own.clear()
        return { position, changed: null }
      }
      const isOwn = (at: number) => own.delete(nameOf(position.log, known.last + 1 + at))
      return { position, changed: entries.flatMap((entry, at) => (isOwn(at) ? [] : readFacts(textOf(entry)))) }
    },
    async append(changed, intents) {
      const facts = writeFacts(changed)
      const answer = listOf(
        await scripts.append([log, head, open], [token(), kept, intents.length, ...intents, ...facts]),
      )
      // Who never reads collects no more than is worth reading.
      if (own.size > kept) own.clear()
      for (const at of facts.keys()) own.add(nameOf(textOf(answer[0]), Number(answer[1]) - at))
    },
    async open(changed) {
      const intents = writeFacts(changed).map((facts) => `${token()}\n${facts}`)
      if (intents.length > 0) await scripts.open([open], intents)
      return intents
    },
    async abandoned() {
      const intents = listOf(await scripts.abandoned([open], [abandonedAfterS, abandonedAtOnce])).map(textOf)
      return intents.map((intent) => ({ intent, changed: readFacts(intent.slice(intent.indexOf('\n') + 1)) }))
    },
  }
}

const nameOf = (log: string, number: number) => `${log} ${number}`

const processToken = randomBytes(9).toString('base64url')
let tokens = 0

/** Another one each time, here and elsewhere. */
function token(): string {
  tokens += 1
  return `${processToken}.${tokens}`
}

function listOf(answer: unknown): unknown[] {
  if (!Array.isArray(answer)) throw new Error('Redis answered no list')
  return answer
}

function textOf(answer: unknown): string {
  if (!Buffer.isBuffer(answer)) throw new Error('Redis answered no text')
  return answer.toString()
}
