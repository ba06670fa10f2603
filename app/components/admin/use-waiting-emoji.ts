import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import type { AdminEmoji } from '#app/domain/emoji/emoji-views.ts'

const againMs = 1_000

/** Asks for the page again while an image of it is being prepared. */
export function useWaitingEmoji(emoji: readonly AdminEmoji[]): void {
  const { revalidate, state } = useRevalidator()
  const isWaiting = emoji.some((each) => each.state === 'waiting')
  useEffect(() => {
    if (!isWaiting || state !== 'idle') return
    const timer = setTimeout(revalidate, againMs)
    return () => clearTimeout(timer)
  }, [isWaiting, state, revalidate])
}
