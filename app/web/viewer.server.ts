import { redirect } from '@remix-run/node'
import type { Client } from '#app/domain/accounts/sign-in.server.ts'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { wiring } from '#app/wiring.server.ts'
import { getRequestContext } from './request-context.server.ts'

/** Who asks; null when signed out. Read from Postgres once a page, however many loaders ask. */
export async function getViewer(request: Request): Promise<Viewer | null> {
  const context = getRequestContext()
  // An action may change who is signed in; what is read before it must not be kept for the loaders after it.
  if (!context || request.method !== 'GET') return wiring().accounts.viewer(request.headers)
  context.viewer ??= wiring().accounts.viewer(request.headers)
  return context.viewer
}

/** Who asks; sends the signed-out to sign in, and back to where they wanted to go. @throws Response */
export async function requireViewer(request: Request): Promise<Viewer> {
  const viewer = await getViewer(request)
  if (viewer) return viewer
  const url = new URL(request.url)
  // After a form the way back is the page that it stood on, which the browser knows.
  const wanted = request.method === 'GET' ? url.pathname + url.search : '/'
  throw redirect(wanted === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ redirectTo: wanted })}`)
}

/** Where this request comes from, for the list of sessions. */
export function clientOf(request: Request): Client {
  return { address: getRequestContext()?.clientIp ?? null, userAgent: request.headers.get('user-agent') }
}
