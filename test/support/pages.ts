import type { Page } from 'playwright-core'

export type Person = { handle: string; email: string; password: string }

export function newPerson(name: string): Person {
  const handle = `${name}_${Math.random().toString(36).slice(2, 8)}`
  return { handle, email: `${handle}@example.org`, password: 'correct horse battery' }
}

/** Signs up and in through the forms, as people do. */
export async function signUp(page: Page, { handle, email, password }: Person): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Handle').fill(handle)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/sign-in**')
  await signIn(page, { handle, email, password })
}

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('Email or handle').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/')
}

export async function writePost(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'What is happening?' }).fill(text)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByRole('article').filter({ hasText: text }).waitFor()
}
