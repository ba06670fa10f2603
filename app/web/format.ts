const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Dates and numbers in one locale. `timeZone` is UTC on the server, which cannot know the reader's. */
export type Format = ReturnType<typeof createFormat>

const formats = new Map<string, Format>()

/** Making Intl formatters costs more than using them a thousand times: one set for each locale and zone. */
export function formatFor(locale: string, timeZone: string | undefined): Format {
  const key = `${locale} ${timeZone ?? ''}`
  const format = formats.get(key) ?? createFormat(locale, timeZone)
  // Locales come from a request header: the number of sets is bounded.
  if (formats.size > 200) formats.clear()
  formats.set(key, format)
  return format
}

function createFormat(locale: string, timeZone: string | undefined) {
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(locale)
  const unit = (name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' })
  const minutes = unit('minute')
  const hours = unit('hour')
  const days = unit('day')
  const now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')
  const monthDay = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone })
  const fullDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone })
  const exact = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  })
  return {
    /** 1,234 as 1.2K. */
    count: (value: number) => compact.format(value),
    whole: (value: number) => whole.format(value),
    /** As short as a feed wants it: now, 5m, 3h, 2d, Nov 3, Nov 3, 2024. A time ahead of the clock is now. */
    short(date: Date, nowMs: number): string {
      const ago = nowMs - date.getTime()
      if (ago < minuteMs) return now
      if (ago < hourMs) return minutes.format(Math.floor(ago / minuteMs))
      if (ago < dayMs) return hours.format(Math.floor(ago / hourMs))
      if (ago < 7 * dayMs) return days.format(Math.floor(ago / dayMs))
      const sameYear = date.getUTCFullYear() === new Date(nowMs).getUTCFullYear()
      return (sameYear ? monthDay : fullDay).format(date)
    },
    /** To the minute, with the time zone named. */
    exact: (date: Date) => exact.format(date),
    month: (date: Date) => month.format(date),
  }
}
