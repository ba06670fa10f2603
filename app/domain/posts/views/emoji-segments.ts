import type { HeldEmoji } from '#app/domain/emoji/emoji-set.ts'
import type { Segment } from '../post-views.ts'

/** Those of a text beyond these stay text: an import may be nothing else. */
const maxShown = 100

/**
 * Names between colons, one or several in a row, and not within a word, a time of day or `a::b`. What was matched is
 * looked at once more at most: linear in the text.
 */
const runs = /(?<![A-Za-z0-9_:])(?::[A-Za-z0-9_]{2,30}:)+(?![A-Za-z0-9_:])/g

type Names = Readonly<{ byName: ReadonlyMap<string, Pick<HeldEmoji, 'src' | 'retiredAt'>> }>

/**
 * A text with the site's own emoji in it, found by name among those that there are: nothing of an image comes from what
 * somebody wrote. The same list where there are none. A retired one is shown in what was written before.
 */
export function withEmoji(body: readonly Segment[], { byName }: Names, writtenAt: string): readonly Segment[] {
  if (byName.size === 0) return body
  let left = maxShown
  const segments = body.flatMap((segment) => {
    if (segment.type !== 'text' || !segment.text.includes(':')) return segment
    const parts = split(segment.text, (name) => {
      const emoji = left > 0 ? byName.get(name.toLowerCase()) : undefined
      if (!emoji || (emoji.retiredAt !== null && emoji.retiredAt <= writtenAt)) return null
      left -= 1
      return emoji.src
    })
    return parts ?? segment
  })
  return left === maxShown ? body : segments
}

/** The same for what is one line of text; null where there is no emoji in it. */
export function lineWithEmoji(text: string | null, names: Names, writtenAt: string): readonly Segment[] | null {
  if (text === null) return null
  const line: readonly Segment[] = [{ type: 'text', text }]
  const body = withEmoji(line, names, writtenAt)
  return body === line ? null : body
}

/** Null where none is found. */
function split(text: string, srcOf: (name: string) => string | null): Segment[] | null {
  const parts: Segment[] = []
  let plainFrom = 0
  for (const { 0: run, index } of text.matchAll(runs)) {
    let at = index
    for (const { 0: code } of run.matchAll(/:[^:]+:/g)) {
      const src = srcOf(code.slice(1, -1))
      if (src !== null) {
        if (at > plainFrom) parts.push({ type: 'text', text: text.slice(plainFrom, at) })
        parts.push({ type: 'emoji', text: code, src })
        plainFrom = at + code.length
      }
      at += code.length
    }
  }
  if (parts.length === 0) return null
  if (plainFrom < text.length) parts.push({ type: 'text', text: text.slice(plainFrom) })
  return parts
}
