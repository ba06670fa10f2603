// Faults: `run.ts [F-01 …] [--seed N] [--short]`. `npm run test:faults` builds first.
import { parseArgs } from 'node:util'
import { main } from '#bin/lib/lifecycle.mjs'
import { inData } from '#bin/lib/paths.mjs'
import { generate } from '#bin/lib/prepare.mjs'
import { faults } from './catalogue.ts'
import type { Fault } from './fault.ts'
import { openTheatre, perform, type Report } from './perform.ts'
import { lineOf, tableOf } from './table.ts'

type Run = { chosen: readonly Fault[]; seed: number; isShort: boolean }

/** Each process that is started listens for the end of this one, and faults start many. */
const maxStarted = 200

async function run({ chosen, seed, isShort }: Run): Promise<number> {
  process.setMaxListeners(maxStarted)
  await generate({ isBuild: true })
  const folder = inData('faults', `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${seed}`)
  console.log(`Seed ${seed}; histories and logs in ${folder}\n`)
  const reports: Report[] = []
  for (const fault of chosen) {
    const { id, doors = false } = fault
    const theatre = await openTheatre({ folder: `${folder}/${id}`, seed, doors, isShort })
    try {
      const report = await perform(fault, theatre)
      reports.push(report)
      console.log(lineOf(report))
    } finally {
      await theatre.end()
    }
  }
  console.log(`\n${tableOf(reports)}`)
  return reports.every(({ isGood }) => isGood) ? 0 : 1
}

function readArguments(): Run | string {
  const options = { seed: { type: 'string' }, short: { type: 'boolean', default: false } } as const
  const { positionals, values } = parseArgs({ allowPositionals: true, options })
  const unknown = positionals.filter((id) => !faults.some((fault) => fault.id === id))
  if (unknown.length > 0)
    return `There is no fault ${unknown.join(', ')}: choose from ${faults.map(({ id }) => id).join(' ')}.`
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
  if (!Number.isInteger(seed)) return '--seed takes a whole number.'
  const chosen = positionals.length === 0 ? faults : faults.filter(({ id }) => positionals.includes(id))
  return { chosen, seed, isShort: values.short }
}

await main(async () => {
  const given = readArguments()
  if (typeof given !== 'string') return run(given)
  console.error(given)
  return 2
})
