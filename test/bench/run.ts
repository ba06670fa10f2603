// One bench: `run.ts <name> [--json] [--quick]`. `npm run bench` starts the servers for it.
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { toLines } from './report.ts'

/** Loaded when asked for: one bench must not pay for the modules of another. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  'feed-read': async () => (await import('./feed-read.ts')).feedRead,
  'fan-out': async () => (await import('./fan-out.ts')).fanOut,
  'timeline-memory': async () => (await import('./timeline-memory.ts')).timelineMemory,
  http: async () => (await import('./http/http.ts')).http,
  growth: async () => (await import('./growth.ts')).growth,
  complete: async () => (await import('./complete.ts')).complete,
  media: async () => (await import('./media.ts')).media,
  thread: async () => (await import('./thread.ts')).thread,
  mixed: async () => (await import('./mixed/mixed.ts')).mixed,
}

const usage = `Usage: npm run bench -- <${Object.keys(benches).join(' | ')}> [--json] [--quick]`

async function main(): Promise<void> {
  // What was started as a child process ends with this one: exit handlers run.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  const { load, isJson, isQuick } = readArguments()
  const bench = await load()
  const startedAt = performance.now()
  const report = await bench({ isQuick, say: (line) => console.log(`… ${line}`) })
  console.log(toLines(report).join('\n'))
  console.log(`  took ${Math.round((performance.now() - startedAt) / 1000)} s${isQuick ? ', roughly measured' : ''}`)
  if (isJson) console.log(JSON.stringify(report))
}

function readArguments() {
  try {
    const options = { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } } as const
    const { positionals, values } = parseArgs({ allowPositionals: true, options })
    const [name = '', ...rest] = positionals
    const load = Object.hasOwn(benches, name) ? benches[name] : undefined
    if (!load || rest.length > 0) refuse()
    return { load, isJson: values.json, isQuick: values.quick }
  } catch {
    return refuse()
  }
}

function refuse(): never {
  console.error(usage)
  process.exit(2)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
