import type { Cluster } from './fault-cluster.ts'
import { siteOrigin } from './fault-cluster.ts'
import { now } from './fault-history.ts'
import type { Member } from './fault-members.ts'
import type { Random } from './fault-random.ts'

/** `status` 0: the connection broke, or no answer came in time; then nobody knows whether it was done. */
export type Answer = Readonly<{ status: number; text: string; beganAt: number; tookMs: number }>

const answerWithinMs = 10_000
const betweenTriesMs = 100

/**
 * Sends requests as browsers do through a load balancer: any web process that takes the connection. One that refuses
 * has not heard the request, so another is asked.
 */
export function createClient({ webs }: Pick<Cluster, 'webs'>, random: Random) {
  async function send(member: Member | null, path: string, fields?: Record<string, string>): Promise<Answer> {
    const beganAt = now()
    const init: RequestInit = {
      headers: headersOf(member),
      redirect: 'manual',
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    }
    for (;;) {
      for (const { address } of random.shuffle(webs)) {
        const answer = await ask(address + path, init)
        if (answer) return { ...answer, beganAt, tookMs: now() - beganAt }
      }
      if (now() - beganAt > answerWithinMs)
        return { status: 0, text: 'nobody listens', beganAt, tookMs: now() - beganAt }
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs))
    }
  }
  return {
    get: (member: Member | null, path: string) => send(member, path),
    post: (member: Member, path: string, fields: Record<string, string>) => send(member, path, fields),
  }
}

export type Client = ReturnType<typeof createClient>

function headersOf(member: Member | null): Record<string, string> {
  const common = { accept: 'application/json', origin: siteOrigin, 'x-forwarded-for': member?.address ?? '10.2.0.1' }
  return member ? { ...common, cookie: member.cookie } : common
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
