import { type ReactNode, useEffect, useRef } from 'react'

/** `mark` stands before its label, and says no more than that. */
export type Tab = Readonly<{ href: string; label: string; isCurrent: boolean; mark?: ReactNode }>

/** The pages of a page: links, so that each has an address. Where there is little room, the current one is in view. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const strip = useRef<HTMLElement>(null)
  const current = tabs.find(({ isCurrent }) => isCurrent)?.href

  // biome-ignore lint/correctness/useExhaustiveDependencies: which one is current may change while the strip stays
  useEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>('[aria-current]')
    // Not scrollIntoView, which scrolls the page as well.
    if (strip.current && tab)
      strip.current.scrollLeft = tab.offsetLeft - (strip.current.clientWidth - tab.offsetWidth) / 2
  }, [current])

  return (
    <nav ref={strip} aria-label={label} className="relative flex overflow-x-auto px-1 [scrollbar-width:none]">
      {tabs.map(({ href, label, isCurrent, mark }) => (
        <a
          key={href}
          href={href}
          aria-current={isCurrent ? 'page' : undefined}
          className="tab flex h-11 shrink-0 grow items-center justify-center px-3 font-semibold whitespace-nowrap text-muted hover:bg-raised aria-[current]:text-text"
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
