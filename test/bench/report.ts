// What a bench says: lines for people, and one JSON line for programs. Pure.
import { median, quantile, rounded } from './statistics.ts'

/** What a case has to reach: its ratio to the floor, or its value. */
export type Goal = Readonly<{ of: 'ratio' | 'value'; is: 'at most' | 'at least'; limit: number }>

export type CaseInput = Readonly<{
  name: string
  /** In the bench's unit, as is the floor. */
  value: number
  /** Of the value, where it is not the bench's own. */
  unit?: string
  /** What the machine can do at best, measured in the same run; null where there is none. */
  floor: number | null
  goal?: Goal
  /** Further figures, each with its unit in its name. */
  facts?: Readonly<Record<string, number>>
}>

export type Case = Readonly<
  Record<string, number | string | boolean | null> & {
    name: string
    value: number
    unit: string
    floor: number | null
    ratio: number | null
    goal: string | null
    met: boolean | null
  }
>

export type Report = Readonly<{
  bench: string
  value: number
  unit: string
  floor: number | null
  /** value ÷ floor */
  ratio: number | null
  goal: string
  /** Whether every goal of the bench holds. */
  met: boolean
  /** Of the headline's case, in `percentileUnit`. */
  p50: number
  p99: number
  percentileUnit: string
  cases: readonly Case[]
}>

type ReportInput = Readonly<{
  bench: string
  unit: string
  /** The case that the bench is named for; it has a goal. */
  headline: string
  cases: readonly CaseInput[]
  /** Of the headline's case, for p50 and p99. */
  samples: readonly number[]
  /** Of the samples; the bench's own unit when not given. */
  percentileUnit?: string
}>

/** @throws Error when the headline's case lacks a goal */
export function toReport({ bench, unit, percentileUnit = unit, headline, samples, ...given }: ReportInput): Report {
  const cases = given.cases.map((one) => toCase(one, unit))
  const head = cases.find(({ name }) => name === headline)
  if (!head || head.goal === null) throw new Error(`${headline} is no case with a goal`)
  const { value, floor, ratio, goal } = head
  const met = cases.every((one) => one.met !== false)
  const [p50, p99] = [rounded(median(samples)), rounded(quantile(samples, 0.99))]
  return { bench, value, unit, floor, ratio, goal, met, p50, p99, percentileUnit, cases }
}

function toCase({ name, value, floor, goal, facts = {}, ...given }: CaseInput, unit: string): Case {
  const ratio = floor === null ? null : value / floor
  const roundedFacts = Object.fromEntries(Object.entries(facts).map(([key, fact]) => [key, rounded(fact)]))
  return {
    ...roundedFacts,
    name,
    value: rounded(value),
    unit: given.unit ?? unit,
    floor: floor === null ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    goal: goal ? goalText(goal) : null,
    met: goal ? isMet(goal, goal.of === 'ratio' ? ratio : value) : null,
  }
}

function isMet({ is, limit }: Goal, figure: number | null): boolean {
  if (figure === null) return false
  return is === 'at most' ? figure <= limit : figure >= limit
}

function goalText({ of, is, limit }: Goal): string {
  return `${of} ${is === 'at most' ? '<=' : '>='} ${limit}`
}

/** One line a case: value, floor, ratio, goal, further figures. */
export function toLines({ bench, cases, met, p50, p99, percentileUnit }: Report): string[] {
  const width = Math.max(...cases.map(({ name }) => name.length))
  const lines = cases.map(({ name, value, unit, floor, ratio, goal, met, ...facts }) => {
    const against = floor === null ? '' : `floor ${floor.toLocaleString('en')}, ratio ${ratio}`
    const reached = goal === null ? '' : `goal ${goal}: ${met ? 'met' : 'not met'}`
    const further = Object.entries(facts).map(([key, fact]) => `${key} ${fact}`)
    const parts = [`${value.toLocaleString('en')} ${unit}`, against, reached, ...further]
    return `  ${name.padEnd(width)}  ${parts.filter(Boolean).join(' · ')}`
  })
  return [bench, ...lines, `  p50 ${p50}, p99 ${p99} ${percentileUnit} · every goal met: ${met ? 'yes' : 'no'}`]
}
