/**
 * The vocabulary of failure. `message` is safe to show; what happened underneath goes into `cause`.
 * app/web/respond.server.ts maps these to HTTP, jobs/worker.ts to retry or not.
 */
abstract class DomainError extends Error {
  abstract override readonly name: string
}

/** The input cannot be accepted; `fields` says which part and why (i18n keys under `errors.`). */
export class Invalid extends DomainError {
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
  readonly name = 'NotFound'
}

/** The asker is known and may not do this. */
export class Forbidden extends DomainError {
  readonly name = 'Forbidden'
}

/** It clashes with what is there already. */
export class Conflict extends DomainError {
  readonly name = 'Conflict'
}

/** Too many, too fast. */
export class RateLimited extends DomainError {
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
  readonly name = 'Unavailable'
}

const classes = [Invalid, NotFound, Forbidden, Conflict, RateLimited, Unavailable]

export function isDomainError(error: unknown): error is InstanceType<(typeof classes)[number]> {
  return classes.some((known) => error instanceof known)
}
