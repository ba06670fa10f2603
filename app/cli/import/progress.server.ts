import { SingleBar } from 'cli-progress'
import type { Problem } from './stack-exchange/problem.ts'
import type { Progress } from './stack-exchange/run.server.ts'

/** Problems of one kind that are printed; a damaged dump may have millions. */
const printedOfAKind = 200
const stillEveryMs = 10_000

/**
 * Shows an import on standard error: a bar by bytes read on a terminal, plain lines elsewhere. Problems are printed
 * above the bar as they are met.
 */
export function importProgress(): Progress & { end(): void; problems(): number } {
  const isTerminal = Boolean(process.stderr.isTTY)
  const kinds = new Map<string, number>()
  let bar: SingleBar | null = null
  let stage = { name: '', done: 0, total: 0, saidAt: 0 }
  let problems = 0

  function endStage() {
    bar?.update(stage.total)
    bar?.stop()
    bar = null
  }

  function say(line: string) {
    if (bar) process.stderr.write('\r\u001b[K')
    process.stderr.write(`${line}\n`)
  }

  return {
    stage(name, total) {
      endStage()
      stage = { name, done: 0, total, saidAt: Date.now() }
      if (!isTerminal) return say(`reading ${name} …`)
      // Its own way to stop gracefully keeps Ctrl-C from ending the process.
      bar = new SingleBar({ format: `${name.padEnd(18)} {bar} {percentage} %`, barsize: 30, gracefulExit: false })
      bar.start(total, 0)
    },
    bytes(count) {
      stage.done += count
      bar?.update(Math.min(stage.done, stage.total))
      if (isTerminal || Date.now() - stage.saidAt < stillEveryMs) return
      stage.saidAt = Date.now()
      say(`reading ${stage.name} … ${Math.floor((100 * stage.done) / Math.max(1, stage.total))} %`)
    },
    problem({ file, line, message }: Problem) {
      problems += 1
      const kind = message.split(':', 1)[0] ?? ''
      const count = (kinds.get(kind) ?? 0) + 1
      kinds.set(kind, count)
      if (count <= printedOfAKind) say(`${file}:${line}: ${message}`)
      if (count === printedOfAKind) say(`More like this ("${kind}") are only counted.`)
    },
    problems: () => problems,
    end: endStage,
  }
}
