import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { i18nFor } from '#app/web/i18n.ts'
import { I18nContext } from '#app/web/i18n-context.ts'
import { negotiateLocale } from '#app/web/locale.ts'
import { NonceContext } from '#app/web/nonce.ts'
import { textId } from '#app/web/packed-page.ts'
import { createPageBytes } from '#app/web/page-bytes.server.ts'
import { PartsContext } from '#app/web/page-parts.ts'
import { getRequestContext } from '#app/web/request-context.server.ts'
import { wiring } from '#app/wiring.server.ts'

/**
 * Renders a page in one go. No loader defers anything, so a stream would only cost (docs/decisions/008-pages-in-one-string.md).
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  // A form that was sent to a page without one. What the framework would say names our files.
  if (status === 405) return notAllowed()
  const [i18n, handoff] = await Promise.all([
    i18nFor(negotiateLocale(request.headers.get('Accept-Language')).language),
    readAll(context.serverHandoffStream),
  ])
  const page = createPageBytes(nonce)
  const html = renderToString(
    <NonceContext.Provider value={nonce}>
      <I18nContext.Provider value={i18n}>
        <PartsContext.Provider value={page.add}>
          <RemixServer context={{ ...context, serverHandoffStream: undefined }} url={request.url} nonce={nonce} />
        </PartsContext.Provider>
      </I18nContext.Provider>
    </NonceContext.Provider>,
  )
  const end = html.lastIndexOf('</body>')
  const texts = getRequestContext()?.texts ?? []
  const behind = texts.map(dataBlock).join('') + handoffScript(handoff, nonce)
  const body = page.bytesOf(`<!doctype html>${html.slice(0, end)}`, behind + html.slice(end))
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Length', String(body.length))
  return new Response(body, { status, headers })
}

/**
 * What went wrong while answering a page. No error are a request that the visitor gave up, and what was answered with
 * a status of its own, such as 404: the request's line in the log has it.
 */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status !== 500)) return
  const { pathname } = new URL(request.url)
  wiring().log.error({ err: error, method: request.method, path: pathname }, 'a page failed')
}

function notAllowed(): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', Allow: 'GET, HEAD' }
  return new Response('This method is not used here.\n', { status: 405, headers })
}

/** By hand: a Response around it would take longer than encoding what is in it. */
async function readAll(stream: ReadableStream<Uint8Array> | undefined): Promise<string> {
  const chunks: Uint8Array[] = []
  const reader = stream?.getReader()
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) chunks.push(part.value)
  return Buffer.concat(chunks).toString()
}

/** The loaders' data where Remix's own streaming entry puts it: behind the page, for the script that is waiting. */
function handoffScript(handoff: string, nonce: string): string {
  if (!handoff) return ''
  const controller = 'window.__remixContext.streamController'
  return `<script nonce="${nonce}">${controller}.enqueue(${scriptString(handoff)});${controller}.close()</script>`
}

/** JSON for the page's own scripts; within it `<` can stand in strings only. */
function dataBlock(json: string, at: number): string {
  return `<script type="application/json" id="${textId(at)}">${json.replaceAll('<', '\\u003c')}</script>`
}

/** A JavaScript string that cannot end the script element that it stands in. */
function scriptString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
