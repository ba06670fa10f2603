import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { isLanguage, languages } from '#app/locales/languages.ts'
import { i18nFor } from '#app/web/i18n.ts'

async function hydrate(): Promise<void> {
  const { lang } = document.documentElement
  const i18n = await i18nFor(isLanguage(lang) ? lang : languages[0])
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    )
  })
}

void hydrate()
