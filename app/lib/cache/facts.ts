import type { Touched } from './cache.ts'

// Lists of facts as text, for the log and the intents: a line each.

const maxPerText = 500
const word = /^[!-~]{1,200}$/
/** In any script, as hashtags are. */
const name = /^[^\s\p{C}]{1,200}$/u

/** @throws when a kind or an id could not be told apart in a list */
export function requireFacts(facts: readonly Touched[]): void {
  for (const { kind, id } of facts) {
    if (!word.test(kind) || !name.test(id)) throw new Error(`no name of a cached fact: ${JSON.stringify({ kind, id })}`)
  }
}

/** Each once, in texts of 500 at most. */
export function writeFacts(facts: readonly Touched[]): string[] {
  const lines = [...new Set(facts.map(({ kind, id }) => `${kind} ${id}`))]
  const texts: string[] = []
  for (let at = 0; at < lines.length; at += maxPerText) texts.push(lines.slice(at, at + maxPerText).join('\n'))
  return texts
}

export function readFacts(text: string): Touched[] {
  return text.split('\n').map((line) => {
    const space = line.indexOf(' ')
    return { kind: line.slice(0, space), id: line.slice(space + 1) }
  })
}
