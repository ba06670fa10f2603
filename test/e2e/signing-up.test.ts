import { expect, test } from 'vitest'
import { newPerson } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('who has just signed up is welcome, and need not write their address again', async () => {
  const { page } = await site.visit()
  const { handle, email, password } = newPerson('nora')
  await page.goto('/sign-up')
  await page.getByLabel('Handle').fill(handle)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Welcome to Tributary' }).waitFor()
  expect(await page.getByLabel('Email or handle').inputValue()).toBe(email)
  expect(page.url()).not.toContain('nora')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/')

  const later = await site.visit({ javaScriptEnabled: false })
  await later.page.goto('/sign-in')
  await later.page.getByRole('heading', { name: 'Welcome back' }).waitFor()
})
