import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommandFailed } from './errors.mjs'
import { onStop } from './lifecycle.mjs'

const keptOutput = 8_000

export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const ps = (pid, column) =>
  spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim()

/** The command line of a process, or null. */
export function commandOf(pid) {
  if (process.platform !== 'linux') return ps(pid, 'command') || null
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return null
  }
}

/** A mark that tells a process from a later one with the same pid (its start time), or null when it is gone. */
export function markOf(pid) {
  if (!isAlive(pid)) return null
  if (process.platform !== 'linux') return ps(pid, 'lstart') || null
  try {
    // The name in parentheses may hold spaces: count fields after it. Field 22 is the start time.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19]
  } catch {
    return null
  }
}

/** Who this process is, for a file that another process will judge with `isSameProcess`. */
export const self = () => ({ pid: process.pid, mark: markOf(process.pid) })
export const isSameProcess = ({ pid, mark }) => Number.isInteger(pid) && mark !== null && markOf(pid) === mark

/** True once the process is gone; false when it outlives the time. */
export async function waitForEnd(pid, timeoutMs) {
  const until = Date.now() + timeoutMs
  while (isAlive(pid)) {
    if (Date.now() > until) return false
    await sleep(50)
  }
  return true
}

export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined

/** Asks a child to end, and after `graceMs` makes it. */
export async function stopChild(child, { signal = 'SIGTERM', graceMs = 10_000 } = {}) {
  if (hasEnded(child)) return
  const exit = once(child, 'exit')
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await exit
  clearTimeout(timer)
}

/**
 * Runs a program to its end and returns what it printed on stdout.
 * @throws CommandFailed with the end of its output
 */
export async function run(command, args, { name = command, onOutput, ...options } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const release = onStop('command', () => stopChild(child))
  let stdout = ''
  let output = ''
  const collect = (chunk) => {
    output = (output + chunk).slice(-keptOutput)
    onOutput?.(String(chunk))
  }
  child.stdout.on('data', (chunk) => {
    stdout += chunk
    collect(chunk)
  })
  child.stderr.on('data', collect)
  try {
    const [code, signal] = await once(child, 'close')
    if (code !== 0) throw new CommandFailed({ command: name, code, signal, output })
    return stdout
  } finally {
    release()
  }
}

/** Runs a program on this terminal and returns its exit code. */
export async function runVisibly(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  const release = onStop('command', () => stopChild(child))
  const [code] = await once(child, 'exit')
  release()
  return code ?? 1
}
