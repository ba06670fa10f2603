const yearS = 365 * 24 * 60 * 60

/** Whether this browser opens what is behind warnings at once. */
export function opensWarningsOf(cookieHeader: string | null): boolean {
  return /(?:^|;\s*)warnings=open(?:;|$)/.test(cookieHeader ?? '')
}

/** The `Set-Cookie` that remembers it. Nothing secret. */
export function warningsCookie(opens: boolean): string {
  return `warnings=${opens ? 'open' : ''}; Path=/; Max-Age=${opens ? yearS : 0}; SameSite=Lax`
}
