/** What a browser says about where a request comes from; null for a header that is not there. */
export type Provenance = Readonly<{ origin: string | null; secFetchSite: string | null; host: string | null }>

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Whether a request that may change something comes from this site itself.
 * Siblings (`same-site`), opaque origins (`null`) and requests that say nothing are refused.
 * @param loopbackToo whether the site may also be reached as localhost, 127.0.0.1 and [::1]: when nobody has said
 * what its address is
 */
export function isSameOrigin(from: Provenance, siteOrigin: string, loopbackToo: boolean): boolean {
  const { origin, secFetchSite } = from
  if (secFetchSite !== null && secFetchSite !== 'same-origin' && secFetchSite !== 'none') return false
  if (origin === null) return secFetchSite === 'same-origin'
  return origin === siteOrigin || (loopbackToo && origin === loopbackOrigin(from.host))
}

/** The host as which the site answers: what the visitor asked for where that may be believed, else its own. */
export function trustedHost(host: string | null, siteOrigin: string, loopbackToo: boolean): string {
  return loopbackToo && loopbackOrigin(host) && host ? host : new URL(siteOrigin).host
}

function loopbackOrigin(host: string | null): string | null {
  // A port may be no port: `localhost:99999`.
  return host !== null && loopback.test(host) && URL.canParse(`http://${host}`) ? `http://${host}` : null
}
