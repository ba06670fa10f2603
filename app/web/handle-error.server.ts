import type { HandleErrorFunction } from '@remix-run/node'
import { wiring } from '#app/wiring.server.ts'

/**
 * For entry.server.tsx to re-export: what a loader or an action threw and nobody expected goes into the log, with the
 * request's id. A visitor who left is no failure.
 */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted) return
  const { pathname } = new URL(request.url)
  wiring().log.error({ err: error, path: pathname }, 'a page failed')
}
