import type { Cluster } from './fault-cluster.ts'
import { siteOrigin } from './fault-cluster.ts'
import { now } from './fault-history.ts'
import type { Member } from './fault-members.ts'
import type { Random } from './fault-random.ts'

/** `status` 0: the connection broke, or no answer came in time; then nobody knows whether it was done. */
export type Answer = Readonly<{ status: number; text: string; beganAt: number; tookMs: number }>

const answerWithinMs = 10_000
const betweenTriesMs = 100
const json = 'application/json'
const html = 'text/html'

/**
 * Sends requests as browsers do through a load balancer: any web process that takes the connection. One that refuses
 * has not heard the request, so another is asked.
 */
export function createClient({ webs }: Pick<Cluster, 'webs'>, random: Random) {
  async function send(path: string, init: RequestInit, among = webs): Promise<Answer> {
    const beganAt = now()
    for (;;) {
      for (const { address } of random.shuffle(among)) {
        const answer = await ask(address + path, init)
        if (answer) return { ...answer, beganAt, tookMs: now() - beganAt }
      }
      if (now() - beganAt > answerWithinMs)
        return { status: 0, text: 'nobody listens', beganAt, tookMs: now() - beganAt }
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs))
    }
  }
  return {
    /** @param web the number of the process to ask; any if absent */
    get: (member: Member | null, path: string, web?: number) =>
      send(path, requestBy(member, json), web === undefined ? webs : webs.slice(web, web + 1)),
    /** As a browser opens it. */
    open: (member: Member | null, path: string, web?: number) =>
      send(path, requestBy(member, html), web === undefined ? webs : webs.slice(web, web + 1)),
    post: (member: Member, path: string, fields: Record<string, string>) =>
      send(path, { ...requestBy(member, json), method: 'POST', body: new URLSearchParams(fields) }),
    /** How many web processes there are. */
    webs: webs.length,
  }
}

export type Client = ReturnType<typeof createClient>

function requestBy(member: Member | null, accept: string): RequestInit {
  const common = { accept, origin: siteOrigin, 'x-forwarded-for': member?.address ?? '10.2.0.1' }
  return { headers: member ? { ...common, cookie: member.cookie } : common, redirect: 'manual' }
}

/** Null: the connection was refused. */
async function ask(url: string, init: RequestInit): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(answerWithinMs) })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    if (cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED') return null
    return { status: 0, text: String(cause) }
  }
}
