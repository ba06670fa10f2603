import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { networkOf } from '#app/lib/address.ts'
import { RateLimited } from '#app/lib/errors.ts'
import type { Limit, RateLimiter } from '#app/lib/rate-limit.server.ts'
import { wiring } from '#app/wiring.server.ts'
import { type LimitName, limits } from './limits.ts'
import { getRequestContext } from './request-context.server.ts'

/**
 * Counts one `kind` for the visitor's network and for the account. Comes before the form is read.
 * @throws RateLimited when either had too many
 */
export async function limit(viewer: Viewer | null, kind: LimitName): Promise<void> {
  const address = networkOf(getRequestContext()?.clientIp ?? 'unknown')
  refuseAfter(await consume(wiring().limiter, kind, { address, account: viewer?.id }))
}

/** Counts the further posts of several that are written in one go; the first is counted by the form. @throws RateLimited */
export async function limitFurther(viewer: Viewer, count: number): Promise<void> {
  for (let further = 0; further < count; further += 1) await limit(viewer, 'post')
}

/** Counts one `kind` for whom it is about, such as the account of a sign-in. @throws RateLimited after too many */
export async function limitName(name: string, kind: LimitName): Promise<void> {
  refuseAfter(await consume(wiring().limiter, kind, { name }))
}

function refuseAfter(retryAfterS: number): void {
  if (retryAfterS > 0) throw new RateLimited('Too many attempts', retryAfterS)
}

/** @returns seconds to wait until all of the limits of `kind` allow it, 0 when they do */
export async function consume(
  limiter: RateLimiter,
  kind: LimitName,
  keys: Readonly<{ address?: string; account?: string; name?: string }>,
): Promise<number> {
  const table: Partial<Record<keyof typeof keys, Limit>> = limits[kind]
  let waitS = 0
  for (const scope of ['address', 'account', 'name'] as const) {
    const [key, limit] = [keys[scope], table[scope]]
    if (key && limit) waitS = Math.max(waitS, await limiter.consume(`${kind}:${scope}`, key.toLowerCase(), limit))
    // A refused address must not use up what is left for the account that it attacks.
    if (waitS > 0) return waitS
  }
  return waitS
}
