import { useEffect } from 'react'

/**
 * Tells the server that all from `upTo` on was shown, once somebody looks: a page in a tab behind was not seen.
 * Nobody is told whether it came through. What did not is new again the next time.
 */
export function useTellSeen(action: string | undefined, upTo: string | null | undefined): void {
  useEffect(() => {
    if (!action || !upTo) return
    const body = new URLSearchParams({ upTo })
    function tell() {
      if (!action || document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', tell)
      const headers = { Accept: 'application/json' }
      fetch(action, { method: 'POST', headers, body, keepalive: true }).catch(() => undefined)
    }
    document.addEventListener('visibilitychange', tell)
    tell()
    return () => document.removeEventListener('visibilitychange', tell)
  }, [action, upTo])
}
