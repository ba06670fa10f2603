import { useEffect, useRef } from 'react'
import { useTranslation } from '#app/web/i18n-context.ts'

/** A link to the next page; with scripts the page comes by itself before the reader arrives at the link. */
export function Older({ href, label, onReach }: { href: string; label?: string; onReach: () => void }) {
  const { t } = useTranslation()
  const link = useRef<HTMLAnchorElement>(null)
  const reach = useRef(onReach)
  reach.current = onReach

  useEffect(() => {
    if (!link.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && reach.current(),
      { rootMargin: '1200px 0px' },
    )
    observer.observe(link.current)
    return () => observer.disconnect()
  }, [])

  return (
    <a
      ref={link}
      href={href}
      rel="next"
      className="button button-quiet flex w-full rounded-none"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onReach()
      }}
    >
      {label ?? t('feed.older')}
    </a>
  )
}

/** This page's address with another beginning; what else it says (a tab) stays. */
export function withCursor(search: string, cursor: string | null): string {
  const params = new URLSearchParams(search)
  if (cursor) params.set('cursor', cursor)
  else params.delete('cursor')
  return `?${params}`
}
