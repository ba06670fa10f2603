import { createStore, useStored } from './store.ts'

const emails = createStore<string>()

/** The address that somebody signs up with, which they sign in with next. In this page's memory alone: no address of a page, and no cookie, says whose it is. */
export function keepNewEmail(form: HTMLFormElement): void {
  const email = new FormData(form).get('email')
  emails.set('new', typeof email === 'string' ? email : undefined)
}

export function useNewEmail(): string | undefined {
  return useStored(emails, 'new')
}
