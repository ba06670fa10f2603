import { useEffect, useState } from 'react'
import type { OfferedEmoji } from '#app/domain/emoji/emoji-views.ts'

/** How long a page goes by what it was told. */
const heldForMs = 60_000

let asked: { at: number; answer: Promise<readonly OfferedEmoji[]> } | undefined

/** The custom emoji that may be used now, by category, then by name; none where that cannot be found out. */
export function findOffered(): Promise<readonly OfferedEmoji[]> {
  if (!asked || performance.now() - asked.at > heldForMs) asked = { at: performance.now(), answer: ask() }
  return asked.answer.catch(() => {
    asked = undefined
    return []
  })
}

/** The same, for what is shown; none until they are known. */
export function useOffered(): readonly OfferedEmoji[] {
  const [offered, setOffered] = useState<readonly OfferedEmoji[]>([])
  useEffect(() => {
    let isShown = true
    void findOffered().then((found) => isShown && setOffered(found))
    return () => {
      isShown = false
    }
  }, [])
  return offered
}

async function ask(): Promise<readonly OfferedEmoji[]> {
  const response = await fetch('/api/emoji')
  if (!response.ok) throw new Error(`the emoji answered ${response.status}`)
  const { items }: { items: readonly OfferedEmoji[] } = await response.json()
  return items
}
