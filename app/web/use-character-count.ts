import { useEffect, useState } from 'react'

type Count = (text: string) => number
let counting: Promise<Count> | undefined

/** The length of `text` as the server counts it; null until the counter, loaded when it is first needed, is there. */
export function useCharacterCount(text: string): number | null {
  const [count, setCount] = useState<Count | null>(null)
  const isNeeded = text !== ''
  useEffect(() => {
    if (!isNeeded) return
    counting ??= import('#app/domain/posts/post-text.ts').then((module) => module.countCharacters)
    counting.then(
      (loaded) => setCount(() => loaded),
      () => {
        counting = undefined
      },
    )
  }, [isNeeded])
  if (!isNeeded) return 0
  return count ? count(text.trim()) : null
}
