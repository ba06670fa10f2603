import type { ParseKeys, TFunction } from 'i18next'

/** The words for an error that came as an i18n key, from this app's server or from a schema. */
export function errorText(t: TFunction, key: string | undefined): string {
  return t(isErrorKey(key) ? key : 'errors.page.unknown')
}

// Which keys exist is i18next's business: it answers an unknown key with the fallback of this app's choice.
function isErrorKey(key: string | undefined): key is Extract<ParseKeys, `errors.${string}`> {
  return key?.startsWith('errors.') === true
}
