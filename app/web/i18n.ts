import { createInstance, type i18n } from 'i18next'
import type { Messages } from '#app/locales/en.ts'
import { type Language, languages, loadMessages } from '#app/locales/languages.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Messages }
  }
}

const instances = new Map<Language, Promise<i18n>>()
const loaded = new Map<Language, i18n>()

/** The i18n of one language. Instances are never changed after this, so requests in the same language share one. */
export function i18nFor(language: Language): Promise<i18n> {
  const made = instances.get(language) ?? makeI18n(language)
  instances.set(language, made)
  return made
}

/** The same where nothing can wait; every page has loaded its language before it is rendered. */
export function loadedI18n(language: Language = languages[0]): i18n | undefined {
  return loaded.get(language)
}

async function makeI18n(language: Language): Promise<i18n> {
  const { default: translation } = await loadMessages[language]()
  const instance = createInstance()
  await instance.init({
    lng: language,
    resources: { [language]: { translation } },
    // React escapes.
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  })
  loaded.set(language, instance)
  return instance
}
