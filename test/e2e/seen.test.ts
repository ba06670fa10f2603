import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()
const line = 'You have seen what follows'

/** Posts and the line, from top to bottom. */
async function rowsOf(page: Page): Promise<string[]> {
  return page
    .locator('[role=feed] > *')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('.text')?.textContent ?? row.textContent ?? ''))
}

/** Opens the home page when the newest post has come. */
async function openHome(page: Page, newest: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto('/explore')
        const response = await page.request.get('/api/feeds/home?limit=1')
        return response.text()
      },
      { timeout: 15_000 },
    )
    .toContain(newest)
  await page.goto('/')
}

const told = (page: Page) => page.waitForResponse('**/feeds/home/seen')

test('a line stands between what is new and what was seen, until the next visit, on every device', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await ben.page.goto(`/@${ana.handle}`)
  await ben.page.getByRole('button', { name: `Follow ${ana.handle}` }).click()
  await ben.page.getByRole('button', { name: /Unfollow$/ }).waitFor()
  for (const text of ['Old one', 'Old two']) await writePost(ana.page, text)
  // The first visit: nothing was seen before.
  await Promise.all([told(ben.page), openHome(ben.page, 'Old two')])
  expect(await rowsOf(ben.page)).toEqual(['Old two', 'Old one'])

  for (const text of ['New one', 'New two']) await writePost(ana.page, text)
  await Promise.all([told(ben.page), openHome(ben.page, 'New two')])
  const divided = ['New two', 'New one', line, 'Old two', 'Old one']
  expect(await rowsOf(ben.page)).toEqual(divided)
  expect(await auditPage(ben.page)).toEqual([])
  // It stays while one reads, also past an own post and a way there and back.
  await writePost(ben.page, 'Mine')
  await ben.page.locator('article', { hasText: 'New one' }).locator('a.when').click()
  await ben.page.waitForURL('**/posts/**')
  await ben.page.goBack()
  // The address is there before the page is.
  await expect.poll(() => rowsOf(ben.page)).toEqual(['Mine', ...divided])

  const requests: string[] = []
  ben.page.on('request', (request) => requests.push(request.url()))
  await ben.page.goto('/', { waitUntil: 'networkidle' })
  expect(await rowsOf(ben.page)).toEqual(['Mine', 'New two', 'New one', 'Old two', 'Old one'])
  expect(
    requests.filter((url) => url.endsWith('/seen')),
    'nothing is new',
  ).toEqual([])

  // So much that it goes on below the first page, and in a browser without scripts that shows it and tells nothing.
  for (let n = 1; n <= 22; n += 1) {
    const form = { text: `Much ${n}` }
    await ana.context.request.post('/posts', { form, headers: { origin: new URL(ana.page.url()).origin } })
  }
  const { context, page: plain } = await site.visit({ javaScriptEnabled: false })
  await context.addCookies(await ben.context.cookies())
  await openHome(plain, 'Much 22')
  await plain.getByRole('link', { name: 'Older posts' }).click()
  expect((await rowsOf(plain)).slice(0, 4)).toEqual(['Much 2', 'Much 1', line, 'Mine'])
  await Promise.all([told(ben.page), ben.page.goto('/')])
  await ben.page.getByRole('link', { name: 'Older posts' }).scrollIntoViewIfNeeded()
  await ben.page.getByText('Old one').waitFor()
  expect((await rowsOf(ben.page)).slice(19, 24)).toEqual(['Much 3', 'Much 2', 'Much 1', line, 'Mine'])
})
