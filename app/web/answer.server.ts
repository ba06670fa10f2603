import { redirect } from '@remix-run/node'
import type { z } from 'zod'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { Invalid, RateLimited } from '#app/lib/errors.ts'
import { flashCookie } from './flash.ts'
import { type FormErrors, openForm, type ReadForm } from './form.server.ts'
import { limit } from './limit.server.ts'
import type { LimitName } from './limits.ts'
import { knownFailure } from './respond.server.ts'
import { safeRedirect } from './safe-redirect.ts'
import { signInPath } from './send.ts'
import { readViewer } from './viewer.server.ts'

type FormRules<Value> = {
  schema: z.ZodType<Value>
  kind?: LimitName
  /** For a form that is more than text. */
  readForm?: (viewer: Viewer) => ReadForm
  /** Where a browser without scripts goes on; by default the page that the form stood on. */
  back?: (page: string, value: Value) => string
}

/**
 * Does `work` for the signed-in person of a form that a script or a browser without scripts has sent: who asks, then
 * whether they may do it now, and only then what they sent.
 * A script is answered in JSON, `{ error: { code, message, fields } }` on failure; a browser goes back, and the page
 * there says what failed.
 */
export async function answerForm<Value, Data>(
  request: Request,
  { schema, kind, readForm, back = (page) => page }: FormRules<Value>,
  work: (viewer: Viewer, value: Value) => Promise<Data>,
): Promise<Response> {
  const wantsJson = request.headers.get('Accept')?.includes('application/json') ?? false
  const page = wayBack(request)
  try {
    const viewer = await readViewer(request)
    if (!viewer) return wantsJson ? problem(401, 'errors.signedOut') : redirect(signInPath(pageUrl(page)), 303)
    if (kind) await limit(viewer, kind)
    const form = await openForm(request, readForm?.(viewer)).parse(schema)
    if (!form.ok) throw new Invalid('The form cannot be accepted', form.errors)
    const answer = await work(viewer, form.value)
    return wantsJson ? Response.json(answer) : redirect(back(page, form.value), 303)
  } catch (error) {
    return answerFailure(error, page, wantsJson)
  }
}

/** Where a plain form goes on: the page that it stood on. */
export function wayBack(request: Request): string {
  const address = request.headers.get('Referer')
  if (!address || !URL.canParse(address)) return safeRedirect(undefined)
  const { pathname, search } = new URL(address)
  return safeRedirect(pathname + search)
}

/** A failure that somebody foresaw, to a script in JSON, to a browser on the page where it goes on. @throws the rest */
export function answerFailure(error: unknown, page: string, wantsJson: boolean): Response {
  const known = knownFailure(error)
  if (!known) throw error
  const code = `errors.page.${known.error.name}`
  const headers: Record<string, string> =
    error instanceof RateLimited ? { 'Retry-After': String(error.retryAfterS) } : {}
  const fields = error instanceof Invalid ? error.fields : {}
  if (wantsJson) return problem(known.status, code, fields, headers)
  // The page has no fields to say it at: the first reason says most.
  const said = Object.values(fields)[0] ?? code
  return redirect(page, { status: 303, headers: { 'Set-Cookie': flashCookie(said), ...headers } })
}

function problem(status: number, code: string, fields: FormErrors = {}, headers: Record<string, string> = {}) {
  const message = 'It was not done'
  return Response.json({ error: { code, message, fields } }, { status, headers })
}

function pageUrl(page: string): URL {
  return new URL(page, 'http://same.invalid')
}
