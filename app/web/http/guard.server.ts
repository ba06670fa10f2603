import type { Request, RequestHandler } from 'express'
import { maxImages, maxPictureFormBytes, maxUploadBytes } from '#app/domain/media/media-limits.ts'
import type { Env } from '#app/lib/env.server.ts'
import { isSameOrigin, trustedHost } from './same-origin.ts'

type Site = Pick<Env, 'origin' | 'ORIGIN'>

const methods = new Set(['GET', 'HEAD', 'POST'])
const maxBodyBytes = 64 * 1024
const nothingChanged = 'Nothing was changed.'

/** Refuses methods that no page has, and bodies larger than any form. */
export function refuseOddRequests(): RequestHandler {
  return (request, response, next) => {
    if (!methods.has(request.method)) {
      response
        .status(405)
        .set('Allow', [...methods].join(', '))
        .type('text')
        .send('This method is not used here.\n')
    } else if (request.headers['transfer-encoding'] !== undefined) {
      // Forms say how long they are; a length that is not known beforehand could not be refused beforehand.
      response.status(411).type('text').send(`The length of the request is missing. ${nothingChanged}\n`)
    } else if (Number(request.headers['content-length'] ?? 0) > maxBodyOf(request)) {
      response
        .status(413)
        .set('Connection', 'close')
        .type('text')
        .send(`The request is longer than ${maxBodyOf(request) / 1024} KiB. ${nothingChanged}\n`)
    } else {
      next()
    }
  }
}

/** Forms that bring pictures along. They are read piece by piece, by who is signed in. */
function maxBodyOf({ path, headers }: Pick<Request, 'path' | 'headers'>): number {
  if (path === '/media') return maxUploadBytes
  // Any other form is text alone, and is read in one piece.
  if (!headers['content-type']?.startsWith('multipart/')) return maxBodyBytes
  if (/^\/(?:settings\/pictures\/[a-z]+|admin\/emoji(?:\.data|\/[^/]+\/image)?)$/.test(path)) return maxPictureFormBytes
  return /^\/(compose|drafts|scheduled)(\.data)?$/.test(path) ? maxImages * maxUploadBytes + maxBodyBytes : maxBodyBytes
}

/** Refuses everything that may change something and does not come from a page of this site. */
export function refuseOtherOrigins(site: Site): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next()
    const from = {
      origin: request.get('origin') ?? null,
      secFetchSite: request.get('sec-fetch-site') ?? null,
      host: request.get('host') ?? null,
    }
    if (isSameOrigin(from, site.origin, site.ORIGIN === undefined)) return next()
    const advice = `Forms are accepted from ${site.origin} only; ORIGIN sets this address. ${nothingChanged}`
    response.status(403).type('text').send(`${advice}\n`)
  }
}

/** No page has a longer one. The framework looks at each of a path's beginnings, in time that grows with its square. */
const maxPath = 512

/**
 * Leaves one form of address for everything behind: a path, and not a very long one. HTTP allows `GET http://this.site/path`, too, which the
 * framework would append to the site's address; `_data` is its older way to fetch data, which it refuses loudly.
 */
export function settleTarget(): RequestHandler {
  return (request, response, next) => {
    const address = request.url.startsWith('/') ? `http://same.invalid${request.url}` : request.url
    if (!/^https?:/i.test(address) || !URL.canParse(address)) {
      response.status(400).type('text').send('This is no address of a page.\n')
      return
    }
    const url = new URL(address)
    if ([url.pathname, ...url.searchParams.getAll('p')].some((path) => path.length > maxPath)) {
      response.status(414).type('text').send('This address is too long for a page.\n')
      return
    }
    if (address !== request.url && !url.searchParams.has('_data')) return next()
    url.searchParams.delete('_data')
    request.url = url.pathname + url.search
    request.originalUrl = request.url
    next()
  }
}

/**
 * Leaves one truth about the host for everything behind: the site's own. What a visitor writes into `Host` and
 * `X-Forwarded-Host` would otherwise decide over absolute addresses and over the framework's own origin check.
 */
export function settleHost(site: Site): RequestHandler {
  return (request, _response, next) => {
    const { headers } = request
    headers.host = trustedHost(headers.host ?? null, site.origin, site.ORIGIN === undefined)
    delete headers['x-forwarded-host']
    next()
  }
}
