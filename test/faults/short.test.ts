import { expect, test } from 'vitest'
import { inData } from '#bin/lib/paths.mjs'
import { faults } from './catalogue.ts'
import { openTheatre, perform } from './perform.ts'
import { lineOf } from './table.ts'

// The short form of the faults that docs/reliability.md tells of, one after the other on one site.
// TEST_SEED=… repeats a run.

const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
const short = ['F-01', 'F-08', 'F-14', 'F-19', 'F-20', 'F-21', 'F-23', 'F-31']

test('faults in short form: everything is right afterwards, and nothing wrong was shown meanwhile', {
  timeout: 240_000,
}, async () => {
  console.info(`TEST_SEED=${seed}`)
  const theatre = await openTheatre({ folder: inData('faults', `short-${seed}`), seed, doors: true, isShort: true })
  try {
    for (const fault of faults.filter(({ id }) => short.includes(id))) {
      const report = await perform(fault, theatre)
      console.info(lineOf(report))
      expect.soft(report.isGood, lineOf(report)).toBe(true)
    }
  } finally {
    await theatre.end()
  }
})
