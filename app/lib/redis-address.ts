const schemes = ['redis:', 'rediss:']

type Login = { username?: string; password?: string; tls?: Record<string, never> }

/**
 * The servers that REDIS_URL names: one, or with commas between them nodes of a cluster. All have the login and TLS of the
 * first. @throws TypeError for what is no such address
 */
export function addressesOf(text: string): { seeds: { host: string; port: number }[]; login: Login } {
  const urls = text.split(',').map((part) => new URL(part.trim()))
  if (urls.some(({ protocol, hostname }) => !schemes.includes(protocol) || hostname === '')) {
    throw new TypeError('an address of Redis begins with redis:// or rediss://')
  }
  const seeds = urls.map(({ hostname, port }) => ({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 6379),
  }))
  const { username, password, protocol } = urls[0] ?? new URL('redis://localhost')
  return {
    seeds,
    login: {
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
    },
  }
}

export function areAddresses(text: string): boolean {
  try {
    addressesOf(text)
    return true
  } catch {
    return false
  }
}
