import type { Messages } from './en.ts'

/** The languages that the app is written in; the first is used when a visitor reads none of them. */
export const languages = ['en'] as const
export type Language = (typeof languages)[number]

/** How to load each, so that a browser fetches only its own. */
export const loadMessages: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('./en.ts'),
}

export function isLanguage(value: string): value is Language {
  return languages.some((language) => language === value)
}
