/**
 * The vocabulary of failure. `message` is safe to show; what happened underneath goes into `cause`.
 * app/web/respond.server.ts maps these to HTTP, app/lib/job-runner.server.ts to retry or not.
 */
abstract class DomainError extends Error {
  abstract override readonly name: string
  static readonly kind: string

  // The server's bundle and the Remix build each hold a copy of these classes, and one throws what the other catches.
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the class that was asked, not this one
    return value instanceof Error && value.name === this.kind
  }
}

/** The input cannot be accepted; `fields` says which part and why (i18n keys under `errors.`). */
export class Invalid extends DomainError {
  static override readonly kind = 'Invalid'
  readonly name = 'Invalid'
  constructor(
    message: string,
    readonly fields: Record<string, string> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** It is not there, or the asker may not know that it is. */
export class NotFound extends DomainError {
  static override readonly kind = 'NotFound'
  readonly name = 'NotFound'
}

/** The asker is known and may not do this. */
export class Forbidden extends DomainError {
  static override readonly kind = 'Forbidden'
  readonly name = 'Forbidden'
}

/** It clashes with what is there already. */
export class Conflict extends DomainError {
  static override readonly kind = 'Conflict'
  readonly name = 'Conflict'
}

/** Too many, too fast. */
export class RateLimited extends DomainError {
  static override readonly kind = 'RateLimited'
  readonly name = 'RateLimited'
  constructor(
    message: string,
    readonly retryAfterS: number,
  ) {
    super(message)
  }
}

/** A server that this needs (Postgres, Redis) does not answer; trying again later may work. */
export class Unavailable extends DomainError {
  static override readonly kind = 'Unavailable'
  readonly name = 'Unavailable'
}

const classes = [Invalid, NotFound, Forbidden, Conflict, RateLimited, Unavailable]

export function isDomainError(error: unknown): error is InstanceType<(typeof classes)[number]> {
  return classes.some((known) => error instanceof known)
}
