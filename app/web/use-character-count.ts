import { usePostText } from './use-post-text.ts'

/** The length of `text` as the server counts it; null until the counter is there. */
export function useCharacterCount(text: string): number | null {
  const counting = usePostText(text !== '')
  if (text === '') return 0
  return counting ? counting.countCharacters(text.trim()) : null
}
