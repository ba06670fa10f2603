import { data } from '@remix-run/node'
import { Invalid, isDomainError, RateLimited } from '#app/lib/errors.ts'
import type { FormErrors, FormValues } from './form.server.ts'
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
  if (!isDomainError(error)) return error
  sayWhenToRetry(error)
  const requestId = getRequestContext()?.requestId ?? null
  const problem: Problem = { code: `errors.page.${error.name}`, requestId }
  return data(problem, { status: statuses[error.name] })
}

/**
 * For the action of a form: what the person can mend is an answer to show beside the fields (422, or 429),
 * the rest is thrown. `values` fill the form again.
 */
export function asFormAnswer(error: unknown, values: FormValues = {}) {
  const errors = formErrorsOf(error)
  if (!errors) throw asResponse(error)
  sayWhenToRetry(error)
  return data({ ok: false as const, errors, values }, { status: error instanceof RateLimited ? 429 : 422 })
}

function formErrorsOf(error: unknown): FormErrors | null {
  if (error instanceof Invalid) return Object.keys(error.fields).length > 0 ? error.fields : { form: 'errors.invalid' }
  if (error instanceof RateLimited) return { form: 'errors.page.RateLimited' }
  return null
}

/** One of the two tables of errors; the other is in jobs/worker.ts. */
const statuses = {
  Invalid: 422,
  NotFound: 404,
  Forbidden: 403,
  Conflict: 409,
  RateLimited: 429,
  Unavailable: 503,
} as const

/** The HTTP status of a domain error; null for others. */
export function statusOf(error: unknown): number | null {
  return isDomainError(error) ? statuses[error.name] : null
}

function sayWhenToRetry(error: unknown): void {
  if (error instanceof RateLimited) getRequestContext()?.setHeader('Retry-After', String(error.retryAfterS))
}
