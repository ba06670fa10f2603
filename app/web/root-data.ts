import { useRouteLoaderData } from '@remix-run/react'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import type { Locale } from './locale.ts'
import type { Theme } from './theme.ts'

/** What every page knows, from the root loader. */
export type RootData = Locale &
  Readonly<{
    viewer: Viewer | null
    theme: Theme
    /** Whether what is behind warnings is open at once. */
    opensWarnings: boolean
    /** The site's public address, such as https://social.example. */
    origin: string
    /** What went wrong with a form that no script could say it of: an i18n key. */
    flash: string | null
    /** The moment of the request (ISO): server and browser render the same "3h". */
    now: string
    /** Whether posts get cards of the pages that they link to. */
    hasLinkCards: boolean
    /** One for each page load: forms sent twice from the same page are known by it. */
    formKey: string
  }>

/** Null only where the root loader itself failed. */
export function useRootData(): RootData | null {
  return useRouteLoaderData<RootData>('root') ?? null
}

export function useViewer(): Viewer | null {
  return useRootData()?.viewer ?? null
}
