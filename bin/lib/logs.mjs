import { closeSync, copyFileSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { ensureDir, inData } from './paths.mjs'

const maxBytes = 10_000_000
const lookEveryMs = 60_000
const tailLines = 20
const names = ['web', 'worker', 'postgres', 'redis']

const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Begins a log anew once it has grown, keeping the one before as `.1`. Who writes it appends, and notices nothing. */
function rotate(file) {
  if (sizeOf(file) <= maxBytes) return
  try {
    copyFileSync(file, `${file}.1`)
  } finally {
    // On a full disk this is what makes room.
    truncateSync(file)
  }
}

/** Where the log of a process of this clone lies. */
export function logFile(name) {
  ensureDir(inData('logs'), 0o700)
  return inData('logs', `${name}.log`)
}

/**
 * Opens a log for a child to write itself: no pipe, so that it lives and logs
 * whatever becomes of this process. `tail()` returns the last lines since now.
 */
export function openLog(file) {
  rotate(file)
  const fd = openSync(file, 'a', 0o600)
  const offset = sizeOf(file)
  const tail = () => readFileSync(file).subarray(offset).toString().trim().split('\n').slice(-tailLines).join('\n')
  return { fd, tail, close: () => closeSync(fd) }
}

/** Keeps the logs of what runs for long from filling the disk. */
export function rotateLogs() {
  setInterval(() => names.map(logFile).forEach(rotate), lookEveryMs).unref()
}
