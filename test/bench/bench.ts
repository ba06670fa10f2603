import type { Report } from './report.ts'

export type BenchOptions = Readonly<{
  /** A rough answer in under 30 s. */
  isQuick: boolean
  /** A line for people about what happens now. */
  say: (line: string) => void
}>

export type Bench = (options: BenchOptions) => Promise<Report>
