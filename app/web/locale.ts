import { isLanguage, type Language, languages } from '#app/locales/languages.ts'

/** What a visitor reads: the language of the words, and the locale of dates and numbers (`en` with `en-GB`). */
export type Locale = Readonly<{ language: Language; locale: string }>

const accepted = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\s*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*$/i

/** The best of the app's languages for an `Accept-Language` header. */
export function negotiateLocale(header: string | null): Locale {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .flatMap((part) => {
      const [, tag, weight] = accepted.exec(part) ?? []
      return tag ? [{ tag, weight: Number(weight ?? 1) }] : []
    })
    .sort((a, b) => b.weight - a.weight)
  for (const { tag, weight } of wishes) {
    const language = tag.split('-', 1)[0]?.toLowerCase() ?? ''
    if (weight > 0 && isLanguage(language)) return { language, locale: canonical(tag) ?? language }
  }
  return { language: languages[0], locale: languages[0] }
}

function canonical(tag: string): string | undefined {
  try {
    // What dates and numbers are written by: of a tag that nobody knows, the part that is known. A header must not make
    // up as many locales as it likes, since words are held for each.
    return new Intl.DateTimeFormat(tag).resolvedOptions().locale
  } catch {
    return undefined
  }
}
