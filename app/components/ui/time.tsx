import { useClock } from '#app/web/use-clock.ts'

/** How long ago, as short as can be; to the minute on hover, exactly in `datetime`. */
export function Time({ at }: { at: string }) {
  const { nowMs, format } = useClock()
  const date = new Date(at)
  return (
    <time dateTime={at} title={format.exact(date)}>
      {format.short(date, nowMs)}
    </time>
  )
}

/** To the minute, in words. */
export function ExactTime({ at }: { at: string }) {
  const { format } = useClock()
  return <time dateTime={at}>{format.exact(new Date(at))}</time>
}

export function useMonth(at: string): string {
  return useClock().format.month(new Date(at))
}
