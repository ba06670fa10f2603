import { useRef, useState } from 'react'
import { usePostText } from '#app/web/use-post-text.ts'
import { maxPostCharacters } from './character-count.tsx'
import { maxParts, type Part } from './thread-field.ts'

// What is not written to stays the same part: a key counts the text that it changes, and not up to 24 others.
const counts = new WeakMap<Part, number>()

/** The posts that follow the first one in one go. */
export function useThread(before: readonly Part[]) {
  const [parts, setParts] = useState(before)
  const nextId = useRef(parts.length)
  const counting = usePostText(parts.length > 0)

  function countOf(part: Part): number | null {
    if (!counting) return null
    const count = counts.get(part) ?? counting.countCharacters(part.text.trim())
    counts.set(part, count)
    return count
  }

  return {
    parts,
    countOf,
    isFull: parts.length >= maxParts,
    isOver: parts.some((part) => (countOf(part) ?? 0) > maxPostCharacters),
    add() {
      nextId.current += 1
      setParts([...parts, { id: nextId.current, text: '', isNew: true }])
    },
    write: (id: number, text: string) => setParts(parts.map((part) => (part.id === id ? { ...part, text } : part))),
    remove: (id: number) => setParts(parts.filter((part) => part.id !== id)),
    /** Those that were begun before. */
    restore(kept: readonly Part[]) {
      nextId.current = kept.length
      setParts(kept)
    },
    clear: () => setParts([]),
  }
}

export type Thread = ReturnType<typeof useThread>
