import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** A line about the whole form or page. Failures interrupt a screen reader, news waits. */
export function Notice({ tone, children }: { tone: 'good' | 'bad'; children: ReactNode }) {
  const colours = tone === 'bad' ? 'bg-bad-soft text-bad' : 'bg-accent-soft text-accent'
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={`flex gap-3 rounded-xl px-4 py-3 ${colours}`}>
      <span className="mt-0.5">
        <Icon name={tone === 'bad' ? 'circle-alert' : 'check'} />
      </span>
      <div>{children}</div>
    </div>
  )
}
