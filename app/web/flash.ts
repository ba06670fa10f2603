/** What the next page says of the form before it, where no script could say it: an i18n key in a cookie. */

// Long enough for one redirect, short enough that no second page repeats it.
const lifetimeS = 4

export function flashCookie(key: string): string {
  return `flash=${key}; Path=/; Max-Age=${lifetimeS}; SameSite=Lax; HttpOnly`
}

export function flashOf(cookieHeader: string | null): string | null {
  return /(?:^|;\s*)flash=(errors\.[\w.]{1,60})(?:;|$)/.exec(cookieHeader ?? '')?.[1] ?? null
}
