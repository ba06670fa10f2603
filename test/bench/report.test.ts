import { expect, test } from 'vitest'
import { type CaseInput, toLines, toReport } from './report.ts'

const samples = [1, 2, 3]
const page: CaseInput = {
  name: 'page',
  value: 3,
  floor: 2,
  goal: { of: 'ratio', is: 'at most', limit: 1.5 },
  facts: { rounds: 7 },
}
const part: CaseInput = { name: 'a part of it', value: 1, floor: null }

test('the JSON line has the agreed fields, the headline on top', () => {
  const report = toReport({ bench: 'feed-read', unit: 'ms', headline: 'page', cases: [page, part], samples })
  expect(JSON.parse(JSON.stringify(report))).toEqual({
    bench: 'feed-read',
    value: 3,
    unit: 'ms',
    floor: 2,
    ratio: 1.5,
    goal: 'ratio <= 1.5',
    met: true,
    p50: 2,
    p99: 3,
    percentileUnit: 'ms',
    cases: [
      { name: 'page', value: 3, unit: 'ms', floor: 2, ratio: 1.5, goal: 'ratio <= 1.5', met: true, rounds: 7 },
      { name: 'a part of it', value: 1, unit: 'ms', floor: null, ratio: null, goal: null, met: null },
    ],
  })
  expect(JSON.stringify(report)).not.toContain('\n')
})

test('one missed goal is enough for the bench not to have met its goals', () => {
  const slow: CaseInput = { ...page, name: 'slow', value: 3.1 }
  expect(toReport({ bench: 'b', unit: 'ms', headline: 'page', cases: [page, slow], samples }).met).toBe(false)
})

test('a goal is judged before rounding', () => {
  const close: CaseInput = { ...page, value: 3.00001 }
  expect(toReport({ bench: 'b', unit: 'ms', headline: 'page', cases: [close], samples }).met).toBe(false)
})

test('goals on the value, and goals from below', () => {
  const small: CaseInput = { name: 'small', value: 24, floor: 16, goal: { of: 'value', is: 'at most', limit: 24 } }
  const fast: CaseInput = { name: 'fast', value: 59, floor: 100, goal: { of: 'ratio', is: 'at least', limit: 0.6 } }
  const report = toReport({ bench: 'b', unit: 'B', headline: 'small', cases: [small, fast], samples })
  expect(report.cases.map(({ goal, met }) => ({ goal, met }))).toEqual([
    { goal: 'value <= 24', met: true },
    { goal: 'ratio >= 0.6', met: false },
  ])
})

test('the headline needs a goal, a floor it may lack', () => {
  expect(() => toReport({ bench: 'b', unit: 'ms', headline: part.name, cases: [part], samples })).toThrow(part.name)
  const errors: CaseInput = { ...part, unit: 'errors', goal: { of: 'value', is: 'at most', limit: 0 } }
  const report = toReport({ bench: 'b', unit: 'ms', headline: part.name, cases: [errors], samples })
  expect(report).toMatchObject({ unit: 'ms', floor: null, ratio: null, met: false, cases: [{ unit: 'errors' }] })
})

test('people read one line a case', () => {
  const lines = toLines(toReport({ bench: 'feed-read', unit: 'ms', headline: 'page', cases: [page, part], samples }))
  expect(lines).toEqual([
    'feed-read',
    '  page          3 ms · floor 2, ratio 1.5 · goal ratio <= 1.5: met · rounds 7',
    '  a part of it  1 ms',
    '  p50 2, p99 3 ms · every goal met: yes',
  ])
})
