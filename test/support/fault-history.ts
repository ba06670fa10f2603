import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'

/** `refused`: certainly not done (4xx). `unknown`: no answer, or one that does not tell (5xx, a connection that broke). */
export type End = 'ok' | 'refused' | 'unknown'

export type Operation = {
  readonly name: string
  readonly by: string
  readonly about: Readonly<Record<string, string>>
  readonly beganAt: number
  endedAt: number | null
  end: End | null
  result: string
}

/**
 * What was asked and how it ended, with times (ms since the epoch): in memory for the checks, and one JSON object a line
 * in `history.jsonl` for people. An operation has two lines, so that those that never ended are there, too.
 */
export function openHistory(folder: string) {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'history.jsonl')
  const operations: Operation[] = []
  const violations: string[] = []
  const write = (line: object) => appendFileSync(file, `${JSON.stringify(line)}\n`)
  return {
    file,
    operations,
    violations,
    begin(name: string, by: string, about: Record<string, string>): Operation {
      const operation = { name, by, about, beganAt: now(), endedAt: null, end: null, result: '' }
      operations.push(operation)
      write({ at: operation.beganAt, event: 'begin', index: operations.length - 1, name, by, about })
      return operation
    },
    end(operation: Operation, end: End, result: string): void {
      operation.endedAt = now()
      operation.end = end
      operation.result = result
      write({ at: operation.endedAt, event: end, index: operations.indexOf(operation), result })
    },
    /** Something that the harness did or saw. */
    note: (event: string, facts: object = {}) => write({ at: now(), event, ...facts }),
    /** A promise of safety that was broken. */
    violate(what: string): void {
      violations.push(what)
      write({ at: now(), event: 'VIOLATION', what })
    },
  }
}

export type History = ReturnType<typeof openHistory>

/** Wall-clock milliseconds with a fraction: for order within this process, and for reading beside the logs. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}
