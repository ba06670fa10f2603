import type { i18n } from 'i18next'
import { createContext, useContext } from 'react'

/**
 * The i18n of the page. A page has one language until it is loaded anew, so a context is all that it takes; a hook that
 * watches for a change of language cost a tenth of a page's rendering.
 */
export const I18nContext = createContext<i18n | null>(null)

/** @throws outside of the page's I18nContext */
export function useTranslation(): i18n {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('no I18nContext stands around this component')
  return i18n
}
