import type { ReactNode } from 'react'
import { Icon, type IconName } from '#app/components/ui/icon.tsx'

type Props = {
  icon: IconName
  said: ReactNode
  /** The way to change it. */
  children: ReactNode
}

/** How the viewer stands to a person whose page it is. */
export function StandingNotice({ icon, said, children }: Props) {
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-3 rounded-xl bg-raised px-4 py-2">
      <p className="flex items-center gap-2">
        <Icon name={icon} />
        <span>{said}</span>
      </p>
      {children}
    </div>
  )
}
