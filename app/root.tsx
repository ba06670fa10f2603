import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useMatches,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { Arrival } from '#app/components/shell/arrival.tsx'
import { OfflineBar, Progress } from '#app/components/shell/connection.tsx'
import { Flash } from '#app/components/shell/flash.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { BareShell, Shell } from '#app/components/shell/shell.tsx'
import { Shortcuts } from '#app/components/shell/shortcuts.tsx'
import { IconSprite } from '#app/components/ui/icon.tsx'
import { Toaster } from '#app/components/ui/toaster.tsx'
import styles from '#app/styles/app.css?url'
import { flashOf } from '#app/web/flash.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { negotiateLocale } from '#app/web/locale.ts'
import { useNonce } from '#app/web/nonce.ts'
import { type RootData, useRootData } from '#app/web/root-data.ts'
import { themeOf } from '#app/web/theme.ts'
import { AppLinks } from '#app/web/use-links.tsx'
import { getFrameViewer } from '#app/web/viewer.server.ts'
import { opensWarningsOf } from '#app/web/warnings.ts'
import { wiring } from '#app/wiring.server.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/icon-180.png' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
]

export const meta: MetaFunction<typeof loader> = () => [{ title: 'Tributary' }]

export async function loader({ request, context }: LoaderFunctionArgs): Promise<RootData> {
  const cookies = request.headers.get('Cookie')
  return {
    ...negotiateLocale(request.headers.get('Accept-Language')),
    viewer: await getFrameViewer(request),
    theme: themeOf(cookies),
    opensWarnings: opensWarningsOf(cookies),
    flash: flashOf(cookies),
    origin: wiring().env.origin,
    hasLinkCards: wiring().env.LINK_PREVIEWS === 'on',
    now: new Date().toISOString(),
    formKey: context.requestId,
  }
}

/** Only what changes who is looking, or how, and what asks for it: not the scrolling, not the reactions. */
export function shouldRevalidate({
  formAction,
  actionStatus = 200,
  currentUrl,
  nextUrl,
}: ShouldRevalidateFunctionArgs): boolean {
  if (formAction === undefined) return currentUrl.href === nextUrl.href
  return actionStatus < 400 && /^\/(sign-|settings)/.test(formAction)
}

export function Layout({ children }: { children: ReactNode }) {
  const i18n = useTranslation()
  const root = useRootData()
  const nonce = useNonce()
  return (
    <html lang={i18n.language} dir={i18n.dir()} data-theme={root?.theme ?? 'system'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta
          name="color-scheme"
          content={root?.theme === 'light' || root?.theme === 'dark' ? root.theme : 'light dark'}
        />
        <Meta />
        <Links />
      </head>
      <body>
        <IconSprite />
        <OfflineBar />
        <Progress />
        <Arrival />
        {children}
        <Shortcuts />
        <Toaster />
        <Flash />
        <AppLinks />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  const isBare = useMatches().some(({ handle }) => isBareHandle(handle))
  const Frame = isBare ? BareShell : Shell
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

/** `export const handle = { frame: 'bare' }` in a route asks for a page without navigation. */
function isBareHandle(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'frame' in handle && handle.frame === 'bare'
}

export function ErrorBoundary() {
  return (
    <Shell>
      <PageProblem />
    </Shell>
  )
}
