import { rmSync } from 'node:fs'
import { Stop } from './errors.mjs'
import { createJson, readJson, removeStale, writeJson } from './files.mjs'
import { onStop } from './lifecycle.mjs'
import { dataDir, ensureDir, inData } from './paths.mjs'
import { isSameProcess, self } from './processes.mjs'

// Lock and address book in one: who uses the databases of this clone, and how to reach them.
const file = inData('run.json')

const isStale = (run) => !run || !isSameProcess(run.process)

/** The command that runs in this clone now: `{ command, address, env }`, or null. */
export function findRunning() {
  const run = readJson(file)
  return isStale(run) ? null : run
}

const inUse = ({ command, address, process: { pid } }) =>
  address
    ? `${command} runs in this clone already, at ${address} (process ${pid}): use that one, or stop it first.`
    : `${command} runs in this clone (process ${pid}): wait for it, or stop it first.`

/**
 * Takes this clone's databases for `command` until it ends. A file left behind by `kill -9` is taken over.
 * Returns whether it was, and `publish`, which tells other commands the address and the connections.
 * @throws Stop when another command has them
 */
export function takeRun(command) {
  ensureDir(dataDir)
  const run = { command, process: self() }
  let isTakenOver = false
  while (!createJson(file, run)) {
    const running = findRunning()
    if (running) throw new Stop(inUse(running))
    isTakenOver = true
    removeStale(file, isStale)
  }
  onStop('files', async () => rmSync(file, { force: true }))
  return { isTakenOver, publish: (more) => writeJson(file, { ...run, ...more }) }
}
