/** A site of the Stack Exchange network. `name` is its key here; it is part of what makes an import idempotent. */
export type Site = Readonly<{ name: string; url: string }>

/** Sites with a domain of their own. All others live under stackexchange.com. */
const ownDomains: Readonly<Record<string, string>> = {
  askubuntu: 'askubuntu.com',
  mathoverflow: 'mathoverflow.net',
  serverfault: 'serverfault.com',
  stackapps: 'stackapps.com',
  stackoverflow: 'stackoverflow.com',
  superuser: 'superuser.com',
}

/**
 * `beer` → beer.stackexchange.com, `history.meta` → history.meta.stackexchange.com, `superuser.meta` →
 * meta.superuser.com.
 * @returns null when it cannot be the name of a site
 */
export function siteNamed(name: string): Site | null {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?$/.test(name) || name.length > 60) return null
  const [first = '', second] = name.split('.')
  const own = ownDomains[first]
  if (own) return { name, url: `https://${second ? `${second}.` : ''}${own}` }
  return { name, url: `https://${name}.stackexchange.com` }
}

/** What a thing of the site is called in our tables. */
export function sourceKey(site: Site, kind: 'post' | 'comment' | 'user' | 'name', id: number | string): string {
  return `stackexchange:${site.name}:${kind}:${id}`
}

/** Where people find the original. */
export const sourceUrl = {
  question: (site: Site, id: number) => `${site.url}/q/${id}`,
  answer: (site: Site, id: number) => `${site.url}/a/${id}`,
  comment: (site: Site, id: number, postId: number) => `${site.url}/q/${postId}#comment${id}_${postId}`,
}
