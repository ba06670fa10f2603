import { redirect } from '@remix-run/node'
import type { Client } from '#app/domain/accounts/client.ts'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { wiring } from '#app/wiring.server.ts'
import { getRequestContext } from './request-context.server.ts'
import { knownFailure, respond } from './respond.server.ts'

/** Who asks; null when signed out. @throws what `respond` throws: a 503 while nobody can tell */
export function getViewer(request: Request): Promise<Viewer | null> {
  return respond(() => readViewer(request))
}

/** Who asks; sends the signed-out to sign in, and back to where they wanted to go. @throws Response, or a 503 */
export async function requireViewer(request: Request): Promise<Viewer> {
  const viewer = await getViewer(request)
  if (!viewer) throw signInFirst(request)
  return viewer
}

/** `getViewer` for actions, which answer its failures themselves. Read once a page, however many loaders ask. */
export async function readViewer(request: Request): Promise<Viewer | null> {
  const context = getRequestContext()
  // An action may change who is signed in; what is read before it must not be kept for the loaders after it.
  if (!context || request.method !== 'GET') return wiring().accounts.viewer(request.headers)
  context.viewer ??= wiring().accounts.viewer(request.headers)
  return context.viewer
}

/**
 * `getViewer` for the frame around every page. Around the answer to a form it stands even while nobody can tell who
 * asks, since the form gives back what was typed.
 */
export async function getFrameViewer(request: Request): Promise<Viewer | null> {
  if (getRequestContext()?.method !== 'POST') return getViewer(request)
  try {
    return await readViewer(request)
  } catch (error) {
    if (!knownFailure(error)) throw error
    return null
  }
}

/** The way to sign in, and from there to where the request wanted to go. */
export function signInFirst(request: Request): Response {
  const url = new URL(request.url)
  // After a form the way back is the page that it stood on, which the browser knows.
  const wanted = request.method === 'GET' ? url.pathname + url.search : '/'
  return redirect(wanted === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ redirectTo: wanted })}`)
}

/** Where this request comes from, for the list of sessions. */
export function clientOf(request: Request): Client {
  return { address: getRequestContext()?.clientIp ?? null, userAgent: request.headers.get('user-agent') }
}
