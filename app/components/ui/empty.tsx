import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Props = { icon: IconName; title: string; hint: string; children?: ReactNode }

/** Says what will be here, and offers the first step. */
export function Empty({ icon, title, hint, children }: Props) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 grid size-14 place-items-center rounded-full bg-accent-soft text-accent">
        <Icon name={icon} large />
      </span>
      <p className="max-w-xs text-lead font-semibold text-balance">{title}</p>
      <p className="mt-1 mb-5 max-w-sm text-muted text-pretty">{hint}</p>
      {children}
    </div>
  )
}
