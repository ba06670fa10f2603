import { AsyncLocalStorage } from 'node:async_hooks'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { singleton } from '#app/lib/singleton.ts'

/** What the server knows of the request that it is answering. */
export type RequestContext = {
  readonly requestId: string
  /** Of the request itself: loaders after a form's action see a GET. */
  readonly method: string
  /** The visitor's address, as far as the trusted proxies vouch for it. */
  readonly clientIp: string
  /** The Content-Security-Policy nonce of this answer's scripts. */
  readonly nonce: string
  /** Sets a header on the answer, whatever renders it. */
  readonly setHeader: (name: string, value: string) => void
  /** JSON that is to stand in the answer beside the page; null where the answer is no document. */
  readonly texts: string[] | null
  /** Read once for all loaders of a page. */
  viewer?: Promise<Viewer | null>
}

declare module '#app/lib/singleton.ts' {
  interface Singletons {
    requestContext: AsyncLocalStorage<RequestContext>
  }
}

export function withRequestContext<Result>(context: RequestContext, answer: () => Result): Result {
  return contexts().run(context, answer)
}

/** Null outside a request of the web server. */
export function getRequestContext(): RequestContext | null {
  return contexts().getStore() ?? null
}

// The server and the Remix build each hold a copy of this module.
function contexts(): AsyncLocalStorage<RequestContext> {
  return singleton('requestContext', () => new AsyncLocalStorage<RequestContext>())
}
