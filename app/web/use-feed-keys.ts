import { type RefObject, useEffect, useRef } from 'react'
import { singleKeysAreOn } from './shortcuts.ts'

/**
 * Keys in a feed. As WAI-ARIA's feed pattern has it: Page Down and Page Up move among the posts, Ctrl+End and Ctrl+Home
 * leave it below and above. And, unless they are switched off: j, k, Enter, l (like), r (reply),
 * t (repost), b (bookmark).
 */
export function useFeedKeys(): RefObject<HTMLDivElement> {
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const feed = list.current
      if (!feed || event.defaultPrevented || event.altKey || event.metaKey || isTyping(event.target)) return
      const post = event.target instanceof Element ? event.target.closest('article') : null
      if (event.ctrlKey) {
        if (post && (event.key === 'End' || event.key === 'Home') && leave(feed, event.key)) event.preventDefault()
        return
      }
      const step = stepOf(event.key, post !== null && feed.contains(post))
      if (step !== 0) {
        if (move(feed, post, step)) event.preventDefault()
      } else if (event.key === 'Enter' && event.target === post) {
        post?.querySelector<HTMLElement>('.when')?.click()
      } else if (post && singleKeysAreOn()) {
        if (/^[blrt]$/.test(event.key)) post.querySelector<HTMLElement>(`[data-key="${event.key}"]`)?.click()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return list
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

// Page keys scroll the page until the focus is in the feed.
function stepOf(key: string, isInside: boolean): number {
  if (isInside && key === 'PageDown') return 1
  if (isInside && key === 'PageUp') return -1
  if (!singleKeysAreOn()) return 0
  return key === 'j' ? 1 : key === 'k' ? -1 : 0
}

function move(feed: HTMLElement, from: HTMLElement | null, step: number): boolean {
  // Not those that are folded away.
  const posts = [...feed.querySelectorAll<HTMLElement>('article')].filter((post) => post.checkVisibility())
  const at = from ? posts.indexOf(from) : -1
  const next = at < 0 ? posts.find((post) => post.getBoundingClientRect().bottom > 80) : posts[at + step]
  next?.focus()
  return next !== undefined
}

function leave(feed: HTMLElement, key: 'Home' | 'End'): boolean {
  const all = [
    ...document.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), textarea, input, [tabindex="0"]'),
  ]
  const outside = all.filter((element) => !feed.contains(element) && element.offsetParent !== null)
  const where = key === 'End' ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
  const beyond = outside.filter((element) => feed.compareDocumentPosition(element) & where)
  const next = key === 'End' ? beyond[0] : beyond[beyond.length - 1]
  next?.focus()
  return next !== undefined
}
