import type { MetaDescriptor } from '@remix-run/node'
import type { TFunction } from 'i18next'
import type { Language } from '#app/locales/languages.ts'
import { loadedI18n } from './i18n.ts'
import type { RootData } from './root-data.ts'

type Matches = readonly ({ id: string; data: unknown } | undefined)[]

/** The title of a page, and what is told to those who link to it. */
export function pageMeta(
  matches: Matches,
  write: (t: TFunction) => { title: string; description?: string; path?: string },
): MetaDescriptor[] {
  const root = matches.find((match) => match?.id === 'root')?.data
  const { language, origin } = isRootData(root) ? root : { language: undefined, origin: '' }
  const t = loadedI18n(language)?.t
  if (!t) return [{ title: 'Tributary' }]
  const { title, description = t('common.description'), path } = write(t)
  const full = t('common.title', { page: title })
  return [
    { title: full },
    { name: 'description', content: description },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:site_name', content: t('common.name') },
    { property: 'og:image', content: `${origin}/icon-512.png` },
    ...(path ? [{ tagName: 'link' as const, rel: 'canonical', href: origin + path }] : []),
  ]
}

function isRootData(data: unknown): data is Pick<RootData, 'language' | 'origin'> & { language: Language } {
  return typeof data === 'object' && data !== null && 'language' in data && 'origin' in data
}
