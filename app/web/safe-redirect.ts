const base = 'http://same.invalid'

/**
 * Where a visitor may be sent: `target` if it is a path of this site, else `fallback`.
 * What comes back is a path with its query and hash, as a browser would read it; never another site's.
 */
export function safeRedirect(target: unknown, fallback = '/'): string {
  if (typeof target !== 'string' || !target.startsWith('/')) return fallback
  // Browsers drop tabs and newlines inside addresses and read a backslash as a slash: `/\evil.example` is another site.
  if (/[\\\p{Cc}]|%5c|%0[0-9a-f]|%1[0-9a-f]|%7f/iu.test(target)) return fallback
  if (!URL.canParse(target, base)) return fallback
  const url = new URL(target, base)
  if (url.origin !== base) return fallback
  const path = url.pathname + url.search + url.hash
  // `/..//evil.example` parses to the path `//evil.example`, which as an address of its own is another site.
  return path.startsWith('//') ? fallback : path
}
