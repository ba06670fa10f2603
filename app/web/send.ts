import type { FormErrors } from './form.server.ts'

const maxKeptAliveBytes = 60_000

type Failed = { ok: false; errors: FormErrors; message: string }
export type Sent<Data> = { ok: true; data: Data } | Failed

/**
 * Posts a form of this app from a script and returns its JSON. Never throws: no connection is an answer, too.
 * `message` is an i18n key. A signed-out visitor is taken to sign in.
 */
export async function send<Data>(action: string, fields: Record<string, string>): Promise<Sent<Data>> {
  try {
    const body = new URLSearchParams(fields)
    const response = await fetch(action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body,
      // A tap just before leaving the page still counts. Browsers refuse it for long bodies.
      keepalive: body.toString().length < maxKeptAliveBytes,
    })
    if (response.status === 401) {
      window.location.assign(signInPath(window.location))
      return failed('errors.signedOut')
    }
    if (!response.headers.get('Content-Type')?.startsWith('application/json')) return failed('errors.page.unknown')
    const answer = await response.json()
    if (response.ok) return { ok: true, data: answer }
    return failed(answer?.error?.code ?? 'errors.page.unknown', answer?.error?.fields)
  } catch {
    return failed('errors.offline')
  }
}

/** Why it failed, an i18n key: what is wrong with a field, where that is known. */
export function problemOf({ errors, message }: Failed): string {
  return Object.values(errors)[0] ?? message
}

/** What to say of a thing that was shown at once and is now taken back: why, or else that it is. */
export function undone(message: string, taken: string): string {
  return message === 'errors.offline' || message === 'errors.page.unknown' ? taken : message
}

export function signInPath({ pathname, search }: { pathname: string; search: string }): string {
  return `/sign-in?${new URLSearchParams({ redirectTo: pathname + search })}`
}

function failed(message: string, errors: FormErrors = {}): Failed {
  return { ok: false, errors, message }
}
