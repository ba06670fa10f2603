// Progress goes to stderr, so that stdout carries only what a command was asked for.
const out = process.stderr
const isTerminal = Boolean(out.isTTY) && !process.env.CI
const isColored = isTerminal && !process.env.NO_COLOR
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
const stillEveryMs = 15_000

const paint = (code, text) => (isColored ? `\u001b[${code}m${text}\u001b[0m` : text)
export const bold = (text) => paint('1', text)
export const dim = (text) => paint('2', text)

// A closed terminal must not end a shutdown half-way.
out.on('error', () => {})
process.stdout.on('error', () => {})

/** Steps that run now; several may run at once and share one line. */
const active = new Set()
let ticker = null
let frame = 0

const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
const clearLine = () => isTerminal && out.write('\r\u001b[K')

function draw() {
  const text = [...active]
    .map((one) => `${one.label}${one.detail ? ` ${one.detail}` : ''} ${seconds(one.startedAt)}`)
    .join('  ·  ')
  frame = (frame + 1) % frames.length
  clearLine()
  out.write(`${frames[frame]} ${text}`.slice(0, (out.columns ?? 80) - 1))
}

function tick() {
  if (isTerminal) return draw()
  for (const one of active) {
    if (Date.now() - one.saidAt < stillEveryMs) continue
    one.saidAt = Date.now()
    out.write(`  … ${one.label}${one.detail ? ` ${one.detail}` : ''} (${seconds(one.startedAt)})\n`)
  }
}

/** One line of text. */
export function say(text = '') {
  clearLine()
  out.write(`${text}\n`)
}

export const warn = (text) => say(`${paint('33', '!')} ${text}`)
export const fail = (text) => say(`${paint('31', '✗')} ${text}`)

/**
 * Runs `work` and shows that it runs, for how long, and how it ended.
 * `work` receives `update(detail)`, for example with a count.
 */
export async function step(label, work) {
  const now = Date.now()
  const one = { label, detail: '', startedAt: now, saidAt: now }
  if (!isTerminal) say(`  … ${label}`)
  active.add(one)
  ticker ??= setInterval(tick, isTerminal ? 100 : 1000)
  let isDone = false
  try {
    const result = await work((detail) => {
      one.detail = detail
    })
    isDone = true
    return result
  } finally {
    active.delete(one)
    if (active.size === 0) {
      clearInterval(ticker)
      ticker = null
    }
    say(`${isDone ? paint('32', '✓') : paint('31', '✗')} ${label} ${dim(seconds(now))}`)
  }
}
