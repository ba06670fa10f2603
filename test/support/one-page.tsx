import { createRequestHandler, type EntryContext, type ServerBuild } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { i18nFor } from '#app/web/i18n.ts'
import { I18nContext } from '#app/web/i18n-context.ts'
import type { RootData } from '#app/web/root-data.ts'

/** The HTML of a page that consists of what `content` renders, in Remix as it renders our pages. */
export async function renderPage(content: () => ReactNode, root: RootData): Promise<string> {
  const i18n = await i18nFor(root.language)
  const entry = (request: Request, status: number, headers: Headers, context: EntryContext) => {
    const page = (
      <I18nContext.Provider value={i18n}>
        <RemixServer context={{ ...context, serverHandoffStream: undefined }} url={request.url} />
      </I18nContext.Provider>
    )
    return new Response(renderToString(page), { status, headers })
  }
  const answer = await createRequestHandler(buildOf({ content, root, entry }), 'test')(new Request('http://page.test/'))
  if (!answer.ok) throw new Error(`the page answered ${answer.status}`)
  return answer.text()
}

type Parts = { content: () => ReactNode; root: RootData; entry: ServerBuild['entry']['module']['default'] }

function buildOf({ content, root, entry }: Parts): ServerBuild {
  const route = { id: 'root', path: '', hasAction: false, hasLoader: true, hasClientAction: false }
  const asset = { ...route, hasClientLoader: false, hasErrorBoundary: false, module: '/root.js' }
  return {
    mode: 'test',
    entry: { module: { default: entry } },
    routes: { root: { id: 'root', path: '', module: { default: content, loader: () => root } } },
    assets: { entry: { imports: [], module: '/entry.js' }, routes: { root: asset }, url: '/manifest.js', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_lazyRouteDiscovery: true,
      v3_singleFetch: true,
    },
    isSpaMode: false,
  }
}
