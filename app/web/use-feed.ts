import { useLocation } from '@remix-run/react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { type FeedPages, keepPages, recallPages, storePages, takeStoredPages } from './feed-memory.ts'
import { freshAbove } from './fresh-posts.ts'

export type FeedState = FeedPages & {
  state: 'idle' | 'loading' | 'failed'
  /** Posts that came above since: shown when the reader asks. */
  fresh: readonly PostView[]
  showFresh: () => void
  loadMore: () => void
  /** The reader's own new post. */
  add: (post: PostView) => void
}

/**
 * A feed that grows downwards: `first` is the page that the server rendered, further pages come from `source` as JSON.
 * Coming back to a history entry shows the pages that it had, and what is new waits above.
 */
export function useFeed({
  source,
  first,
  addTo,
}: {
  source: string
  first: FeedPages
  addTo: 'start' | 'end'
}): FeedState {
  const key = `${useLocation().key} ${source}`
  const [pages, setPages] = useState<FeedPages>(() => recallPages(key) ?? first)
  const [state, setState] = useState<FeedState['state']>('idle')
  const told = useRef(first)
  const busy = useRef(false)

  useStoredPages(key, setPages)
  useEffect(() => keepPages(key, pages), [key, pages])

  // The loader has run again, after an action: what it brings is merged, what was loaded below stays.
  useEffect(() => {
    if (told.current === first) return
    told.current = first
    setPages((now) => (addTo === 'start' ? { ...now, items: merge(first.items, now.items) } : now))
  }, [first, addTo])

  const loadMore = useCallback(async () => {
    if (busy.current || !pages.nextCursor) return
    busy.current = true
    setState('loading')
    const next = await fetchPage(source, pages.nextCursor)
    busy.current = false
    setState(next ? 'idle' : 'failed')
    if (!next) return
    setPages((now) => ({
      items: merge(now.items, next.items),
      nextCursor: next.nextCursor,
      lastUnseen: next.lastUnseen ?? now.lastUnseen,
    }))
  }, [source, pages.nextCursor])

  const add = useCallback(
    (post: PostView) =>
      setPages((now) => ({ ...now, items: addTo === 'start' ? merge([post], now.items) : merge(now.items, [post]) })),
    [addTo],
  )

  const fresh = addTo === 'start' ? freshAbove(pages.items, first.items) : []
  const showFresh = () => setPages((now) => ({ ...now, items: merge(first.items, now.items) }))
  return { ...pages, state, fresh, showFresh, loadMore: () => void loadMore(), add }
}

/** Brings back the pages, and the place in them, of a visit that went on to another site. */
function useStoredPages(key: string, show: (pages: FeedPages) => void) {
  const [scrollTo, setScrollTo] = useState<number | null>(null)

  useLayoutEffectInBrowser(() => {
    if (recallPages(key)) return
    const kept = takeStoredPages(key)
    if (!kept) return
    show({ items: kept.items, nextCursor: kept.nextCursor, lastUnseen: kept.lastUnseen })
    setScrollTo(kept.scrollY)
  }, [key, show])

  useLayoutEffectInBrowser(() => {
    if (scrollTo !== null) window.scrollTo(0, scrollTo)
  }, [scrollTo])

  useEffect(() => {
    const store = () => storePages(key)
    window.addEventListener('pagehide', store)
    return () => window.removeEventListener('pagehide', store)
  }, [key])
}

const useLayoutEffectInBrowser = typeof window === 'undefined' ? useEffect : useLayoutEffect

async function fetchPage(source: string, cursor: string): Promise<FeedPages | null> {
  try {
    const response = await fetch(`${source}${source.includes('?') ? '&' : '?'}${new URLSearchParams({ cursor })}`)
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}

function merge(above: readonly PostView[], below: readonly PostView[]): PostView[] {
  const ids = new Set(above.map((post) => post.id))
  return [...above, ...below.filter((post) => !ids.has(post.id))]
}
