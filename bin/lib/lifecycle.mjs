import { explain } from './errors.mjs'
import { fail, say } from './say.mjs'

/** The order in which things end: what uses a server ends before the server. */
const stages = ['web', 'worker', 'command', 'redis', 'postgres', 'files']
const entries = new Set()
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }
let stopping = null

export const isStopping = () => stopping !== null

/**
 * Registers what has to be stopped or removed when this command ends, however it ends.
 * Returns the function that takes it off the list again. Registered too late, it runs at once.
 */
export function onStop(stage, stop) {
  const entry = { stage, stop }
  entries.add(entry)
  if (isStopping()) void stop()
  return () => entries.delete(entry)
}

async function stopEverything() {
  for (const stage of stages) {
    const due = [...entries].filter((entry) => entry.stage === stage)
    const results = await Promise.allSettled(due.map((entry) => entry.stop()))
    for (const result of results) if (result.status === 'rejected') fail(explain(result.reason))
  }
}

/** Ends this process after everything on the list. The first caller decides the exit code. */
export function end(exitCode) {
  stopping ??= stopEverything().then(() => process.exit(exitCode))
  return stopping
}

/**
 * Runs a command: signals and errors end what it started, in order.
 * `work` returns the exit code; `exitCodeOnSignal` replaces 130 and the like where Ctrl-C is the normal end.
 */
export async function main(work, { exitCodeOnSignal } = {}) {
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => {
      if (isStopping()) return
      say(exitCodeOnSignal === undefined ? '' : '\nStopping …')
      void end(exitCodeOnSignal ?? code)
    })
  }
  try {
    await end((await work()) ?? 0)
  } catch (error) {
    // What fails while everything is being stopped fails because of that.
    if (!isStopping()) fail(explain(error))
    await end(1)
  }
}
