import { redirect } from '@remix-run/node'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { Invalid, RateLimited } from '#app/lib/errors.ts'
import { flashCookie } from './flash.ts'
import type { FormErrors } from './form.server.ts'
import { knownFailure } from './respond.server.ts'
import { safeRedirect } from './safe-redirect.ts'
import { signInPath } from './send.ts'
import { getViewer } from './viewer.server.ts'

/** Where a plain form goes on: its `redirectTo` if it has one, else the page that it stood on. */
export function wayBack(request: Request, redirectTo?: string): string {
  return safeRedirect(redirectTo ?? pathOf(request.headers.get('Referer')))
}

/**
 * Does `work` for the signed-in person of a form that a script or a browser without scripts has sent.
 * A script is answered in JSON, `{ error: { code, message, fields } }` on failure; a browser goes to `back`, and the
 * page there says what failed.
 */
export async function answerForm<Data>(
  request: Request,
  back: string,
  work: (viewer: Viewer) => Promise<Data>,
): Promise<Response> {
  const wantsJson = request.headers.get('Accept')?.includes('application/json') ?? false
  const viewer = await getViewer(request)
  if (!viewer) {
    if (wantsJson) return problem(401, 'errors.signedOut', {})
    const base = 'http://same.invalid'
    return redirect(signInPath(new URL(back, base)), 303)
  }
  try {
    const answer = await work(viewer)
    return wantsJson ? Response.json(answer) : redirect(back, 303)
  } catch (error) {
    const known = knownFailure(error)
    if (!known) throw error
    const { status } = known
    const code = `errors.page.${known.error.name}`
    const headers: Record<string, string> =
      error instanceof RateLimited ? { 'Retry-After': String(error.retryAfterS) } : {}
    if (wantsJson) return problem(status, code, error instanceof Invalid ? error.fields : {}, headers)
    return redirect(back, { status: 303, headers: { 'Set-Cookie': flashCookie(code), ...headers } })
  }
}

function problem(status: number, code: string, fields: FormErrors, headers: Record<string, string> = {}): Response {
  const message = 'It was not done'
  return Response.json({ error: { code, message, fields } }, { status, headers })
}

function pathOf(address: string | null): string | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.pathname + url.search
}
