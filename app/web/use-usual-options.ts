import { useEffect, useState } from 'react'
import { optionsIn, usualOptions } from './post-options.ts'
import { useRootData } from './root-data.ts'

/** What a new post begins with: for everyone, in the language that this member wrote in last, else in that of the page. */
export function useUsualOptions(viewerId: string, given: Readonly<Record<string, string>>) {
  const language = useRootData()?.language ?? ''
  const [last, setLast] = useState<string>()
  useEffect(() => setLast(lastLang(viewerId)), [viewerId])

  /** The language of what was sent, kept in this browser. */
  function rememberLang(lang: string): void {
    setLast(lang)
    try {
      localStorage.setItem(nameOf(viewerId), lang)
    } catch {
      // Storage is full or switched off: the next page begins with its own language.
    }
  }

  const usual = { ...usualOptions, lang: last ?? language }
  return { usual: optionsIn(given, usual), rememberLang }
}

function lastLang(viewerId: string): string | undefined {
  try {
    return localStorage.getItem(nameOf(viewerId)) ?? undefined
  } catch {
    return undefined
  }
}

function nameOf(viewerId: string): string {
  return `lang:${viewerId}`
}
