import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { withClient } from '#test/support/databases.ts'
import { createGate } from '#test/support/gate.ts'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()
let page: Page

beforeAll(async () => {
  page = (await site.somebody('rita')).page
})

test('the tab of the page is in view where there is room for few of them', async () => {
  await page.setViewportSize({ width: 320, height: 720 })
  await page.goto('/settings/words')
  const tab = page.getByRole('link', { name: 'Words' })
  await expect.poll(async () => (await tab.boundingBox())?.x).toBeGreaterThan(0)
  await expect.poll(async () => (await tab.boundingBox())?.x).toBeLessThan(160)
  await page.setViewportSize({ width: 1280, height: 720 })
})

test('a draft outlives a reload and a failed send, and is sent once', async () => {
  const composer = page.getByRole('textbox', { name: 'What is happening?' })
  await page.goto('/')
  await composer.fill('Half a thought')
  await page.reload()
  await expect.poll(() => composer.inputValue()).toBe('Half a thought')

  await page.route('**/posts*', (route) => route.abort())
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByText('The server could not be reached').waitFor()
  expect(await composer.inputValue()).toBe('Half a thought')

  await page.unroute('**/posts*')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByRole('article').filter({ hasText: 'Half a thought' }).waitFor()
  await expect.poll(() => composer.inputValue()).toBe('')
  await page.goto('/')
  expect(await page.getByRole('article').filter({ hasText: 'Half a thought' }).count()).toBe(1)
})

test('a reaction shows at once and is taken back aloud when it fails', async () => {
  await page.goto('/')
  await writePost(page, 'React to this')
  const post = page.getByRole('article').filter({ hasText: 'React to this' })
  const like = post.getByRole('button', { name: /like/i }).first()

  await page.route('**/reaction*', (route) => route.abort())
  await like.click()
  await page.getByText('It is undone').waitFor()
  expect(await like.getAttribute('aria-pressed')).toBe('false')

  await page.unroute('**/reaction*')
  await Promise.all([page.waitForResponse('**/reaction'), like.click()])
  await expect.poll(() => like.getAttribute('aria-pressed')).toBe('true')
  await page.goto('/')
  expect(await like.getAttribute('aria-pressed')).toBe('true')
})

test('a long feed loads as one scrolls, and going back is where one was', async () => {
  await withClient(site.env().DATABASE_URL, (client) =>
    client.query(`
      WITH author AS (SELECT id FROM "user" LIMIT 1), made AS (
        INSERT INTO post (id, author_id, text, created_at)
        SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - n * 60000), 12, '0') || '7000' || '8000' ||
          lpad(to_hex(n), 12, '0'))::uuid, author.id, 'Post number ' || n, now() - n * interval '1 minute'
        FROM author, generate_series(1, 90) n RETURNING id, author_id, created_at)
      INSERT INTO activity (id, actor_id, verb, object_id, time, fanned_out_at)
      SELECT id, author_id, 'post', id, created_at, now() FROM made`),
  )
  await page.goto('/explore')
  const articles = page.getByRole('article')
  expect(await articles.count()).toBe(20)
  const target = articles.filter({ hasText: 'Post number 55' })
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 4000)
        return target.count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
  await target.scrollIntoViewIfNeeded()
  const before = await page.evaluate(() => window.scrollY)
  await target.locator('a.when').click()
  await page.locator('.post-focus').waitFor()
  await page.goBack()
  await page.waitForURL('**/explore')
  await target.waitFor()
  await expect.poll(() => page.evaluate(() => window.scrollY), { timeout: 10_000 }).toBeCloseTo(before, -1)
  const texts = await articles.allTextContents()
  expect(new Set(texts).size).toBe(texts.length)
})

test('one goes on while a page still asks for what stands beside it', async () => {
  await page.goto('/explore')
  const gate = createGate()
  await page.route(/suggestions/, async (route) => {
    await gate.pass()
    await route.abort()
  })
  await page.getByRole('article').first().locator('a.when').click()
  await page.locator('.post-focus').waitFor()
  await gate.reached
  await page.goBack()
  await expect.poll(() => page.getByRole('article').count()).toBeGreaterThan(1)
  gate.open()
  // What is held is answered first.
  await page.unrouteAll({ behavior: 'wait' })
})

test('a page is fetched when the pointer rests on a link to it, also when the link is the first of its kind', async () => {
  await page.goto('/')
  const warnings: string[] = []
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
  const fetched = page.waitForRequest((request) => new URL(request.url()).pathname === '/settings.data')
  await page.getByRole('link', { name: 'Settings' }).first().hover()
  await fetched
  expect(warnings).toEqual([])
})

test('a page that could not be had offline is there once the device is online again', async () => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Bookmarks' }).first().click()
  await page.waitForURL('**/bookmarks')
  await page.goBack()
  await page.waitForURL((url) => url.pathname === '/')
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Bookmarks' }).first().click()
  await page.getByRole('heading', { name: 'No connection' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: 'Bookmarks' }).waitFor()
})
