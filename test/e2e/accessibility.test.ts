import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { type App, startApp } from '#test/support/app.ts'
import { openBrowser } from '#test/support/browser.ts'
import { newPerson, signUp } from '#test/support/pages.ts'

let app: App
let browser: Browser

beforeAll(async () => {
  app = await startApp()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.end()
})

/** What is wrong with pages at 320 px: what axe finds, and what scrolls sideways. */
async function problemsOf(page: Page, paths: readonly string[]): Promise<string[]> {
  const problems: string[] = []
  for (const path of paths) {
    await page.goto(path)
    problems.push(...(await auditPage(page)).map((problem) => `${path}: ${problem}`))
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (excess > 0) problems.push(`${path}: scrolls sideways by ${excess} px`)
  }
  return problems
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every kind of page passes WCAG 2.2 AA at 320 px, ${colorScheme}`, async () => {
    const viewport = { width: 320, height: 720 }
    const context = await browser.newContext({ baseURL: app.address, viewport, colorScheme })
    const page = await context.newPage()
    const [ana, ben] = [newPerson('ana'), newPerson('ben')]
    expect(await problemsOf(page, ['/', '/explore', '/sign-up', '/sign-in', '/nothing-here'])).toEqual([])
    await signUp(page, ana)
    await page.goto('/compose')
    await page.getByRole('textbox', { name: 'What is happening?' }).fill(`For #streams, ${colorScheme}`)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByText('Posted').first().waitFor()

    const other = await browser.newContext({ baseURL: app.address, viewport, colorScheme })
    const reader = await other.newPage()
    await signUp(reader, ben)
    await reader.goto(`/@${ana.handle}`)
    await reader.getByRole('button', { name: /^Follow / }).click()
    await reader.getByRole('button', { name: /unfollow/i }).waitFor()
    const thread = await reader.locator('a.when').first().getAttribute('href')
    const paths = ['/', '/explore', '/tags/streams', `/@${ana.handle}`, thread ?? '/', '/compose', '/settings']
    const more = ['/settings/appearance', '/settings/password', '/settings/sessions', `/@${ana.handle}/followers`]
    expect(await problemsOf(reader, [...paths, ...more])).toEqual([])
  })
}
