import { useSyncExternalStore } from 'react'
import { type Format, formatFor } from './format.ts'
import { useRootData } from './root-data.ts'

const tickMs = 30_000
const listeners = new Set<() => void>()
let nowMs = 0
let timer: ReturnType<typeof setInterval> | undefined

/**
 * The time, and how to write it. The first render in the browser uses the server's time and zone, so that both write
 * the same; then the reader's own, renewed twice a minute.
 */
export function useClock(): { nowMs: number; format: Format } {
  const root = useRootData()
  const ticked = useSyncExternalStore(subscribe, readClock, readNothing)
  const locale = root?.locale ?? 'en'
  if (ticked !== null) return { nowMs: ticked, format: formatFor(locale, undefined) }
  return { nowMs: root ? Date.parse(root.now) : Date.now(), format: formatFor(locale, 'UTC') }
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(tick, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    nowMs = 0
  }
}

function tick() {
  nowMs = Date.now()
  for (const listener of listeners) listener()
}

function readClock(): number {
  if (nowMs === 0) nowMs = Date.now()
  return nowMs
}

function readNothing(): null {
  return null
}
