import type { Limit } from '#app/lib/rate-limit.server.ts'

const minute = 60
const hour = 60 * minute

/**
 * How often things may be done. `address` counts by network (an IPv4 address, an IPv6 /64), `account` by who is
 * signed in, `name` by the account that somebody tries to sign in to. Every one that applies must allow it.
 * docs/decisions/007-rate-limits.md says why these numbers.
 */
export const limits = {
  'sign-in': { address: { times: 60, windowS: 10 * minute }, name: { times: 10, windowS: 10 * minute } },
  'sign-up': { address: { times: 60, windowS: hour } },
  post: { account: { times: 30, windowS: 10 * minute }, address: { times: 300, windowS: 10 * minute } },
  edit: { account: { times: 60, windowS: 10 * minute }, address: { times: 600, windowS: 10 * minute } },
  follow: { account: { times: 120, windowS: 10 * minute }, address: { times: 600, windowS: 10 * minute } },
  block: { account: { times: 120, windowS: 10 * minute }, address: { times: 600, windowS: 10 * minute } },
  mute: { account: { times: 120, windowS: 10 * minute }, address: { times: 600, windowS: 10 * minute } },
  react: { account: { times: 300, windowS: 10 * minute }, address: { times: 1500, windowS: 10 * minute } },
  repost: { account: { times: 120, windowS: 10 * minute }, address: { times: 600, windowS: 10 * minute } },
  seen: { account: { times: 300, windowS: 10 * minute }, address: { times: 3000, windowS: 10 * minute } },
  draft: { account: { times: 600, windowS: 10 * minute }, address: { times: 3000, windowS: 10 * minute } },
  audience: { account: { times: 120, windowS: 10 * minute }, address: { times: 600, windowS: 10 * minute } },
  list: { account: { times: 120, windowS: 10 * minute }, address: { times: 600, windowS: 10 * minute } },
  bookmark: { account: { times: 300, windowS: 10 * minute }, address: { times: 1500, windowS: 10 * minute } },
  privacy: { account: { times: 10, windowS: hour }, address: { times: 120, windowS: hour } },
  upload: { account: { times: 1000, windowS: 24 * hour }, address: { times: 5000, windowS: 24 * hour } },
  settings: { account: { times: 30, windowS: 10 * minute }, address: { times: 120, windowS: 10 * minute } },
} as const satisfies Record<string, Partial<Record<'account' | 'address' | 'name', Limit>>>

export type LimitName = keyof typeof limits
