import { CommanderError } from 'commander'
import { ZodError } from 'zod'
import { Invalid, isDomainError } from '#app/lib/errors.ts'
import errors from '#app/locales/en/errors.json' with { type: 'json' }

/** A command that cannot do what it was asked for. `message` is one sentence for whoever typed it. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

/** The command was typed wrongly. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}

/** What is printed about an error, and the exit code: 2 for a command typed wrongly, 1 for one that failed. */
export function describeFailure(error: unknown): { message: string | null; exitCode: number } {
  if (error instanceof CommanderError) return { message: null, exitCode: error.exitCode === 0 ? 0 : 2 }
  if (error instanceof WrongUse) return { message: error.message, exitCode: 2 }
  if (error instanceof ZodError) return { message: describeInput(error), exitCode: 2 }
  if (error instanceof Invalid && Object.keys(error.fields).length > 0) {
    return { message: Object.values(error.fields).map(lookUp).join('\n'), exitCode: 1 }
  }
  if (error instanceof Failure || isDomainError(error)) return { message: sentence(error.message), exitCode: 1 }
  return { message: describeUnexpected(error), exitCode: 1 }
}

/** Validation speaks in keys of the English texts. */
function describeInput(error: ZodError): string {
  return error.issues
    .map(({ path, message }) => {
      const text = lookUp(message)
      return path.length > 0 ? `--${path.join('.')}: ${text}` : text
    })
    .join('\n')
}

function lookUp(key: string): string {
  let found: unknown = { errors }
  for (const part of key.split('.')) {
    found =
      typeof found === 'object' && found !== null ? Object.entries(found).find(([name]) => name === part)?.[1] : null
  }
  return typeof found === 'string' ? found : key
}

/** Servers that are away, full disks: the message says it, and the stack helps nobody who types commands. */
function describeUnexpected(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const codes = [error, error.cause].map((one) => (one instanceof Error && 'code' in one ? String(one.code) : ''))
  if (codes.includes('ECONNREFUSED') || /can't reach database/i.test(error.message)) {
    return 'Postgres does not answer at DATABASE_URL.'
  }
  const lines = error.message.split('\n').filter((line) => line.trim() !== '')
  return sentence(error.name.startsWith('Prisma') ? (lines.at(-1) ?? error.name) : lines.join('\n') || error.name)
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
