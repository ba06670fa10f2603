import { data } from '@remix-run/node'
import { isDatabaseAway } from '#app/lib/database-away.ts'
import { Invalid, isDomainError, RateLimited, Unavailable } from '#app/lib/errors.ts'
import { wiring } from '#app/wiring.server.ts'
import type { FormErrors, PostedForm } from './form.server.ts'
import { getRequestContext } from './request-context.server.ts'

/** What an error page is told: an i18n key and the request to ask about. Never a stack. */
export type Problem = Readonly<{ code: string; requestId: string | null }>

/**
 * The answer of a loader or an action, its domain errors as HTTP.
 * @throws what Remix turns into a status and the nearest error boundary; unknown errors as they are
 */
export async function respond<Value>(answer: () => Promise<Value>): Promise<Value> {
  try {
    return await answer()
  } catch (error) {
    throw asResponse(error)
  }
}

/** The HTTP form of a domain error, to be thrown; anything else is returned unchanged. */
export function asResponse(error: unknown): unknown {
  const known = knownFailure(error)
  if (!known) return error
  sayWhenToRetry(error)
  const requestId = getRequestContext()?.requestId ?? null
  const problem: Problem = { code: `errors.page.${known.error.name}`, requestId }
  return data(problem, { status: known.status })
}

/**
 * For the action of a form: what the person can mend, or try again later, is an answer to show beside the fields
 * (422, 429 or 503), and what was typed fills the form again; the rest is thrown.
 */
export async function asFormAnswer(error: unknown, form: PostedForm) {
  const known = knownFailure(error)
  const errors = formErrorsOf(known?.error)
  if (!known || !errors) throw asResponse(error)
  sayWhenToRetry(error)
  return data({ ok: false as const, errors, values: await form.values() }, { status: known.status })
}

function formErrorsOf(error: unknown): FormErrors | null {
  if (error instanceof Invalid) return Object.keys(error.fields).length > 0 ? error.fields : { form: 'errors.invalid' }
  if (error instanceof RateLimited || error instanceof Unavailable) return { form: `errors.page.${error.name}` }
  return null
}

/** One of the two tables of errors; the other is in app/lib/job-runner.server.ts. */
const statuses = {
  Invalid: 422,
  NotFound: 404,
  Forbidden: 403,
  Conflict: 409,
  RateLimited: 429,
  Unavailable: 503,
} as const

/** A failure that has a meaning, with its HTTP status; null for what nobody foresaw. */
export function knownFailure(error: unknown) {
  if (isDomainError(error)) return { error, status: statuses[error.name] }
  if (!isDatabaseAway(error)) return null
  wiring().log.warn({ err: error }, 'the database does not answer')
  const away = new Unavailable('A part of this site does not answer. Try again in a moment.', { cause: error })
  return { error: away, status: statuses[away.name] }
}

function sayWhenToRetry(error: unknown): void {
  if (error instanceof RateLimited) getRequestContext()?.setHeader('Retry-After', String(error.retryAfterS))
}
