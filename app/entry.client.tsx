import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { isLanguage, languages } from '#app/locales/languages.ts'
import { i18nFor } from '#app/web/i18n.ts'
import { I18nContext } from '#app/web/i18n-context.ts'

async function hydrate(): Promise<void> {
  const { lang } = document.documentElement
  const i18n = await i18nFor(isLanguage(lang) ? lang : languages[0])
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nContext.Provider value={i18n}>
          <RemixBrowser />
        </I18nContext.Provider>
      </StrictMode>,
    )
  })
}

void hydrate()
