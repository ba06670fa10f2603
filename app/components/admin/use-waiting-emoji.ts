import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { AdminEmoji } from '#app/domain/emoji/emoji-views.ts'

const firstMs = 1_000
const mostMs = 30_000

/** Asks for the page again while an image of it is being prepared and somebody looks: less and less often, as who prepares them may be away. */
export function useWaitingEmoji(emoji: readonly AdminEmoji[]): void {
  const { revalidate, state } = useRevalidator()
  const isShown = useSyncExternalStore(
    subscribe,
    () => document.visibilityState === 'visible',
    () => true,
  )
  const waitMs = useRef(firstMs)
  // Another one that waits begins anew.
  const waiting = emoji.flatMap(({ id, state }) => (state === 'waiting' ? [id] : [])).join(' ')

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is for these that it waits
  useEffect(() => {
    waitMs.current = firstMs
  }, [waiting])

  useEffect(() => {
    if (waiting === '' || !isShown || state !== 'idle') return
    const timer = setTimeout(() => {
      waitMs.current = Math.min(mostMs, waitMs.current * 1.4)
      revalidate()
    }, waitMs.current)
    return () => clearTimeout(timer)
  }, [waiting, isShown, state, revalidate])
}

function subscribe(listener: () => void) {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}
