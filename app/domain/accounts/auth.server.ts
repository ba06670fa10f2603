import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { Db } from '#app/lib/db.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { newId } from '#app/lib/id.ts'
import type { Logger } from '#app/lib/log.server.ts'
import { accountLimits } from './account-rules.ts'

/** A session ends this long after sign-in, used or not: reading one writes nothing. */
const sessionDays = 90

/** The header in which we hand the caller's address to the library: it must read no header that a client may set. */
export const addressHeader = 'x-tributary-address'

export type Auth = ReturnType<typeof createAuth>

/**
 * Passwords, sessions and their cookie. Reached through our own verbs only: it has no address of its own.
 * docs/decisions/004-auth-and-sessions.md says why this library and these options.
 */
export function createAuth({ db, env, log }: AuthDeps) {
  const cookie = sessionCookie(env)
  return betterAuth({
    appName: 'Tributary',
    baseURL: env.origin,
    secret: env.SESSION_SECRET,
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: accountLimits.minPassword,
      maxPasswordLength: accountLimits.maxPassword,
    },
    user: {
      additionalFields: {
        handle: { type: 'string', required: true },
        bio: { type: 'string', required: false, input: false },
        role: { type: 'string', required: false, input: false, defaultValue: 'member' },
      },
    },
    account: { modelName: 'credential' },
    session: { expiresIn: sessionDays * 24 * 3600, disableSessionRefresh: true, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      database: { generateId: () => newId() },
      useSecureCookies: false,
      cookies: { session_token: { name: cookie.name, attributes: cookie.attributes } },
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
    },
    // Its informational lines carry email addresses.
    logger: { level: 'error', log: (level, message) => log.error({ level }, `auth: ${message}`) },
  })
}

type AuthDeps = { db: Db; env: Pick<Env, 'origin' | 'SESSION_SECRET'>; log: Logger }

/**
 * `__Host-` ties the cookie to this host and to HTTPS; browsers refuse it on plain HTTP.
 * Cookies do not know ports: the name does, so that two sites on one `localhost` leave each other's visitors signed in.
 */
export function sessionCookie({ origin }: Pick<Env, 'origin'>) {
  const { protocol, port } = new URL(origin)
  const secure = protocol === 'https:'
  const name = `${secure ? '__Host-' : ''}session${port && `-${port}`}`
  const attributes = { secure, httpOnly: true, sameSite: 'lax', path: '/' } as const
  const forget = `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return { name, attributes, forget }
}
