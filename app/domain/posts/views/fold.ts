import { countSegment, mostOfSegment, takeCharacters } from '../post-text.ts'
import type { Segment } from '../post-views.ts'

/** A tenth more than the limit is not worth folding. */
const tolerance = 1.1

type Folded = Readonly<{ body: Segment[]; isFolded: boolean }>

/**
 * A text as a feed shows it: cut, at a word, where it counts more than `max`.
 * @param isCut the text goes on behind `body`, whose last word may be half of one: it is cut in any case
 */
export function foldBody(body: Segment[], { max, isCut }: { max: number; isCut: boolean }): Folded {
  // Looking for graphemes takes longer than all else that is done for a post, and most are short enough without.
  if (!isCut && sum(body.map(mostOfSegment)) <= max) return { body, isFolded: false }
  const counts = body.map(countSegment)
  const total = sum(counts)
  if (!isCut && total <= max * tolerance) return { body, isFolded: false }
  // A character less than all: the last one may be half of what was written.
  let left = Math.min(max, total - 1)
  const shown: Segment[] = []
  for (const [index, segment] of body.entries()) {
    const count = counts[index] ?? 0
    if (count > left) {
      const start = segment.type === 'text' ? cutAtWord(takeCharacters(segment.text, left)) : ''
      return { body: [...shown, { type: 'text', text: `${start}…` }], isFolded: true }
    }
    shown.push(segment)
    left -= count
  }
  return { body: shown, isFolded: true }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

/** Without its last word, if it has several and that leaves half of it. */
function cutAtWord(text: string): string {
  for (let end = text.length; end > text.length / 2; end -= 1) {
    if (/\s/.test(text[end - 1] ?? '')) return text.slice(0, end).trimEnd()
  }
  return text
}
