import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { networkOf } from '#app/lib/address.ts'
import { RateLimited } from '#app/lib/errors.ts'
import type { Limit, RateLimiter } from '#app/lib/rate-limit.server.ts'
import { wiring } from '#app/wiring.server.ts'
import { type LimitName, limits } from './limits.ts'
import { getRequestContext } from './request-context.server.ts'

/**
 * Counts one `kind` for the visitor's network, for the account, and for `name` (whom a sign-in is for).
 * @throws RateLimited when any of them had too many
 */
export async function limit(_request: Request, viewer: Viewer | null, kind: LimitName, name?: string): Promise<void> {
  const { limiter } = wiring()
  const address = networkOf(getRequestContext()?.clientIp ?? 'unknown')
  const retryAfterS = await consume(limiter, kind, { address, account: viewer?.id, name })
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
