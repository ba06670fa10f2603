import type { ReactNode } from 'react'

/** `mark` stands before its label, and says no more than that. */
export type Tab = Readonly<{ href: string; label: string; isCurrent: boolean; mark?: ReactNode }>

/** The pages of a page: links, so that each has an address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="flex overflow-x-auto px-1 [scrollbar-width:none]">
      {tabs.map(({ href, label, isCurrent, mark }) => (
        <a
          key={href}
          href={href}
          aria-current={isCurrent ? 'page' : undefined}
          className="tab flex h-11 shrink-0 grow items-center justify-center px-3 font-semibold whitespace-nowrap whitespace-nowrap text-muted hover:bg-raised aria-[current]:text-text"
        >
          {mark ? (
            <span aria-hidden="true" className="mr-1.5">
              {mark}
            </span>
          ) : null}
          {label}
        </a>
      ))}
    </nav>
  )
}
