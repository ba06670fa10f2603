import { useMemo } from 'react'
import { usePostText } from './use-post-text.ts'

/** The length of `text` as the server counts it; null until the counter is there. */
export function useCharacterCount(text: string): number | null {
  const counting = usePostText(text !== '')
  return useMemo(() => (text === '' ? 0 : (counting?.countCharacters(text.trim()) ?? null)), [text, counting])
}
