import type { Report } from './perform.ts'

/** One fault as it ends: what it came to, and each promise that did not hold. */
export function lineOf({ id, title, isGood, seconds, checks, desk }: Report): string {
  const broken = checks.flatMap(({ name, wrong }) =>
    wrong.length === 0
      ? []
      : [`    ${name}: ${wrong.length} wrong`, ...wrong.slice(0, 5).map((what) => `      ${what}`)],
  )
  const head = `${isGood ? '✓' : '✗'} ${id} ${title} (${seconds} s)`
  return [head, ...broken, ...(isGood ? [] : [`    ${desk.history.file}`])].join('\n')
}

/** As docs/reliability.md shows it. */
export function tableOf(reports: readonly Report[]): string {
  const rows = reports.map(({ id, title, seconds, writes, unknown, reads, p99Ms, quietAfterMs, checks, isGood }) => {
    const held = `${checks.filter(({ wrong }) => wrong.length === 0).length}/${checks.length}`
    const quiet = quietAfterMs === null ? 'never' : `${(quietAfterMs / 1_000).toFixed(1)} s`
    return [id, title, `${seconds} s`, writes, unknown, reads, `${p99Ms} ms`, quiet, held, isGood ? 'green' : 'RED']
  })
  const heads = ['fault', 'what', 'took', 'writes', 'unknown', 'reads', 'read p99', 'quiet after', 'checks', 'result']
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
