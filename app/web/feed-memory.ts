import type { PostView } from '#app/domain/posts/post-views.ts'

/** The pages of a feed as the reader left them. */
export type FeedPages = {
  items: readonly PostView[]
  nextCursor: string | null
  /** The place of the first post, for telling what was seen. */
  prevCursor?: string | null
  /** What follows this post was seen before this visit. */
  lastUnseen?: string | null
}
type Kept = FeedPages & { scrollY: number; savedAt: number }

const maxEntries = 8
const prefix = 'feed:'
const pages = new Map<string, FeedPages>()

/** Pages by history entry, so that going back shows what was there. Kept in memory for as long as the page lives. */
export function recallPages(key: string): FeedPages | undefined {
  return pages.get(key)
}

export function keepPages(key: string, value: FeedPages): void {
  pages.delete(key)
  pages.set(key, value)
  for (const oldest of pages.keys()) {
    if (pages.size <= maxEntries) return
    pages.delete(oldest)
  }
}

/** For a return from another site: the same in this tab's storage, until it is taken out. */
export function storePages(key: string): void {
  const value = pages.get(key)
  if (!value) return
  const kept: Kept = { ...value, scrollY: window.scrollY, savedAt: Date.now() }
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(kept))
  } catch {
    // Full or switched off: the reader comes back to the first page.
  }
}

/** @returns what `storePages` stored within the last half hour, once, and only to a reader who went back */
export function takeStoredPages(key: string): Kept | null {
  const maxAgeMs = 30 * 60_000
  try {
    const text = sessionStorage.getItem(prefix + key)
    sessionStorage.removeItem(prefix + key)
    const kept: Kept | null = text ? JSON.parse(text) : null
    // Who reloads, or types the address, wants what is new.
    const [visit] = performance.getEntriesByType('navigation')
    const wentBack = visit instanceof PerformanceNavigationTiming && visit.type === 'back_forward'
    return kept && wentBack && Date.now() - kept.savedAt < maxAgeMs ? kept : null
  } catch {
    return null
  }
}
