import { useEffect, useRef, useState } from 'react'
import { usePostText } from '#app/web/use-post-text.ts'
import { maxPostCharacters } from './character-count.tsx'

export type Part = Readonly<{ id: number; text: string }>

// thread-parts.ts has the same number, beside schemas that a browser need not load; thread-parts.test.ts holds them together.
export const maxParts = 24

/**
 * The posts that follow the first one in one go, kept in this browser under `name` until they are sent.
 * @param given the field of a form that comes back, or of a draft
 */
export function useThread(name: string, given?: string) {
  const [parts, setParts] = useState(() => partsIn(given))
  const nextId = useRef(parts.length)
  const counting = usePostText(parts.length > 0)
  const countOf = ({ text }: Part) => counting?.countCharacters(text.trim()) ?? null

  useEffect(() => {
    if (given !== undefined) return
    const kept = partsIn(read(name))
    nextId.current = kept.length
    setParts(kept)
  }, [name, given])

  function change(next: readonly Part[]) {
    setParts(next)
    store(name, fieldOf(next))
  }

  return {
    parts,
    countOf,
    isFull: parts.length >= maxParts,
    isOver: parts.some((part) => (countOf(part) ?? 0) > maxPostCharacters),
    add() {
      nextId.current += 1
      change([...parts, { id: nextId.current, text: '' }])
    },
    write: (id: number, text: string) => change(parts.map((part) => (part.id === id ? { id, text } : part))),
    remove: (id: number) => change(parts.filter((part) => part.id !== id)),
    clear: () => change([]),
    /** For the form. */
    fields: (): Record<string, string> => (parts.some(({ text }) => text.trim()) ? { thread: fieldOf(parts) } : {}),
  }
}

export type Thread = ReturnType<typeof useThread>

function fieldOf(parts: readonly Part[]): string {
  return JSON.stringify(parts.map(({ text }) => text))
}

function partsIn(field: string | null | undefined): readonly Part[] {
  try {
    const texts: unknown = JSON.parse(field ?? '[]')
    if (!Array.isArray(texts)) return []
    return texts.slice(0, maxParts).flatMap((text, at) => (typeof text === 'string' ? [{ id: at + 1, text }] : []))
  } catch {
    return []
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function store(name: string, field: string): void {
  try {
    if (field === '[]') localStorage.removeItem(name)
    else localStorage.setItem(name, field)
  } catch {
    // Storage is full or switched off: the texts are still in the fields.
  }
}
