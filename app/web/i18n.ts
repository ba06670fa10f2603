import { createInstance, type i18n, type PostProcessorModule, type TFunction } from 'i18next'
import { createLru } from '#app/lib/cache/lru.ts'
import type { Messages } from '#app/locales/en.ts'
import { type Language, languages, loadMessages } from '#app/locales/languages.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Messages }
  }
}

// Noncharacters of Unicode, which stand in no text, for the signs that i18next would read in a value.
const [hiddenBrace, hiddenDollar] = ['\ufdd0', '\ufdd1']

const showSigns: PostProcessorModule = {
  type: 'postProcessor',
  name: 'showSigns',
  process: (text) => text.replaceAll(hiddenBrace, '{').replaceAll(hiddenDollar, '$'),
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
  const instance = createInstance().use(showSigns)
  await instance.init({
    lng: language,
    resources: { [language]: { translation } },
    // React escapes HTML; a value is shown as it is, also where it looks like a placeholder.
    interpolation: { escapeValue: true, escape: hideSigns },
    postProcess: [showSigns.name],
    returnNull: false,
    showSupportNotice: false,
  })
  instance.t = lookedUpOnce(instance.t)
  const direction = instance.dir()
  instance.dir = () => direction
  loaded.set(language, instance)
  return instance
}

const maxLookedUp = 2_000

/** A text is looked up once for the same values: a page asks for some sixty, most of them without any. */
function lookedUpOnce(t: TFunction): TFunction {
  const texts = createLru<{ text: unknown }>(maxLookedUp, () => 1)
  return new Proxy(t, {
    apply(find, self, args) {
      const [key, values] = args
      const name = values === undefined ? String(key) : `${key} ${JSON.stringify(values)}`
      const known = texts.get(name)
      if (known) return known.text
      const text: unknown = Reflect.apply(find, self, args)
      texts.set(name, { text })
      return text
    },
  })
}

function hideSigns(value: string): string {
  return value.replaceAll('{', hiddenBrace).replaceAll('$', hiddenDollar)
}
