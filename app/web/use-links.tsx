import { matchRoutes, PrefetchPageLinks, useNavigate } from '@remix-run/react'
import { useEffect, useState, useSyncExternalStore } from 'react'

/**
 * Makes every plain `<a>` of the app a client-side link, and fetches a page when the pointer or the focus rests on a
 * link to it. One listener for the whole document: a router component for each link of each row is what makes a feed
 * slow to render. Without scripts the same links simply work.
 */
export function AppLinks() {
  const navigate = useNavigate()
  const [wanted, setWanted] = useState<string | null>(null)
  const isKnown = useIsKnown(wanted)

  useEffect(() => {
    let resting: ReturnType<typeof setTimeout> | undefined
    function onClick(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      if (goToPart(event.target)) return event.preventDefault()
      const link = pageLink(event.target)
      if (!link) return
      event.preventDefault()
      // "Back" is where the reader came from, at the place where they were; the address is for those who came directly.
      if ('back' in link.dataset && window.history.state?.idx > 0) return navigate(-1)
      navigate(pathOf(link), { replace: pathOf(link) === pathOf(window.location) })
    }
    function onIntent(event: Event) {
      clearTimeout(resting)
      const link = pageLink(event.target)
      if (!link) return
      resting = setTimeout(() => {
        // Remix learns of routes that the first page did not name from this attribute.
        link.dataset.discover = 'true'
        setWanted(link.pathname + link.search)
      }, 80)
    }
    document.addEventListener('click', onClick)
    document.addEventListener('pointerover', onIntent)
    document.addEventListener('focusin', onIntent)
    return () => {
      clearTimeout(resting)
      document.removeEventListener('click', onClick)
      document.removeEventListener('pointerover', onIntent)
      document.removeEventListener('focusin', onIntent)
    }
  }, [navigate])

  return wanted && isKnown ? <PrefetchPageLinks page={wanted} /> : null
}

/** Whether the router knows what page an address leads to, or has learned of it since. */
function useIsKnown(address: string | null): boolean {
  const routes = useSyncExternalStore(subscribe, knownRoutes, noRoutes)
  return address !== null && matchRoutes(routes, address) !== null
}

const subscribe = (listener: () => void) => window.__remixRouter.subscribe(listener)
// Other ones as soon as a route is added.
const knownRoutes = () => window.__remixRouter.routes
const none: ReturnType<typeof knownRoutes> = []
const noRoutes = () => none

/** The link around `target`, if it leads to a page of this app. */
function pageLink(target: EventTarget | null): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest('a') : null
  if (!link?.href || link.target || link.hasAttribute('download')) return null
  // A picture is a file, not a page.
  return link.origin === window.location.origin && !link.pathname.startsWith('/media/') ? link : null
}

/** A link to a part of this page moves the focus there, and is no entry in the history: the feed stays as it is. */
function goToPart(target: EventTarget | null): boolean {
  const link = pageLink(target)
  const { pathname, search } = window.location
  if (!link?.hash || link.pathname !== pathname || link.search !== search) return false
  const part = document.getElementById(link.hash.slice(1))
  part?.scrollIntoView()
  part?.focus()
  return part !== null
}

function pathOf({ pathname, search, hash }: { pathname: string; search: string; hash: string }): string {
  return pathname + search + hash
}
