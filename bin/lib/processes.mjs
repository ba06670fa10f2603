import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommandFailed, Stop } from './errors.mjs'
import { isStopping, onStop } from './lifecycle.mjs'

const keptOutput = 8_000

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

/** The fields of /proc/<pid>/stat after the name (which may hold spaces and parentheses): state first. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
  } catch {
    return null
  }
}

export function isAlive(pid) {
  // A killed process that nobody has waited for yet is a zombie: it runs no more, yet takes signals.
  if (process.platform === 'linux') return !['Z', 'X', undefined].includes(statOf(pid)?.[0])
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A mark that tells a process from a later one with the same pid (its start time), or null when it is gone. */
export function markOf(pid) {
  if (!isAlive(pid)) return null
  return (process.platform === 'linux' ? statOf(pid)?.[19] : ps(pid, 'lstart')) || null
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
 * Spawns a child that is stopped in its stage when this command ends.
 * @throws while everything is being stopped: what starts then would be left behind
 */
export function spawnChild(stage, command, args, { stopping, ...options } = {}) {
  if (isStopping()) throw new Stop(`${command} was not started: this command is ending.`)
  const child = spawn(command, args, options)
  const release = onStop(stage, () => stopChild(child, stopping))
  child.once('exit', release)
  child.once('error', release)
  return child
}

/**
 * Runs a program to its end and returns what it printed on stdout.
 * @throws CommandFailed with the end of its output
 */
export async function run(command, args, { name = command, onOutput, ...options } = {}) {
  const child = spawnChild('command', command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
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
  const [code, signal] = await once(child, 'close')
  if (code !== 0) throw new CommandFailed({ command: name, code, signal, output })
  return stdout
}

/** Runs a program on this terminal and returns its exit code. */
export async function runVisibly(command, args, options = {}) {
  const child = spawnChild('command', command, args, { stdio: 'inherit', ...options })
  const [code] = await once(child, 'exit')
  return code ?? 1
}
