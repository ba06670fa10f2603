import { appendFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { ensureDir, inData } from './paths.mjs'

const maxBytes = 10_000_000
const keptLines = 20

/**
 * Writes what a child prints to `.data/logs/<name>.log`; at 10 MB the file moves to `.log.1`, replacing the one before.
 * `tail()` returns its last lines.
 */
export function logOutput(child, name) {
  const file = path.join(ensureDir(inData('logs'), 0o700), `${name}.log`)
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  let last = ''
  const write = (chunk) => {
    last = (last + chunk).split('\n').slice(-keptLines).join('\n')
    if (size > maxBytes) {
      renameSync(file, `${file}.1`)
      size = 0
    }
    try {
      appendFileSync(file, chunk, { mode: 0o600 })
      size += chunk.length
    } catch {
      // A full disk must not take the site down: it goes on without a log.
    }
  }
  child.stdout.on('data', write)
  child.stderr.on('data', write)
  return { file, tail: () => last.trim() }
}
