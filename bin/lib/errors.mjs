/** A known end: its message is one sentence for people, shown without a stack. */
export class Stop extends Error {}

/** A command that ended with an error; `output` is the end of what it printed. */
export class CommandFailed extends Error {
  constructor({ command, code, signal, output }) {
    super(`${command} ended with ${signal ?? `exit code ${code}`}`)
    this.code = code
    this.output = output
  }
}

const diskFull = (where) =>
  `The disk is full${where ? ` (writing ${where})` : ''}: free some space, then run the same command again.`
const noPermission = (where) =>
  `No permission to use ${where ?? 'a file'}: run the command as the user who owns this folder, or give that user the right to write.`

const bySystemCode = {
  ENOSPC: (error) => diskFull(error.path),
  EDQUOT: (error) => diskFull(error.path),
  EACCES: (error) => noPermission(error.path),
  EPERM: (error) => noPermission(error.path),
  EROFS: (error) => `${error.path ?? 'This folder'} is on a read-only disk: clone to a folder that can be written.`,
  EMFILE: () => 'Too many open files: raise the limit (`ulimit -n 4096`), then run the same command again.',
}

const byOutput = [
  [/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/i, () => diskFull()],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|network (request|timeout)/,
    () =>
      'npm could not reach its registry: check the network (or `npm config get registry`), then run the same command again.',
  ],
  [
    /`npm ci` can only install packages when your package.json and package-lock.json/,
    () => 'package.json and package-lock.json do not belong together: run `npm install`, then the same command again.',
  ],
  [/EACCES|EPERM|Permission denied/i, (line) => noPermission(/'([^']+)'|"([^"]+)"/.exec(line)?.[0])],
]

/** The sentence for a known failure in a program's output, or null. */
export function explainOutput(output) {
  for (const [pattern, sentence] of byOutput) {
    const line = output.split('\n').find((candidate) => pattern.test(candidate))
    if (line !== undefined) return sentence(line)
  }
  return null
}

/** What to print for an error: one sentence when it is known, else all that helps to find out. */
export function explain(error) {
  if (error instanceof Stop) return error.message
  if (error instanceof CommandFailed) {
    return explainOutput(error.output) ?? `${error.message}:\n${error.output.trimEnd()}`
  }
  const known = bySystemCode[error?.code]
  return known ? known(error) : (error?.stack ?? String(error))
}
