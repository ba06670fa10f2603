import { Redis } from 'ioredis'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { withClient } from '#test/support/databases.ts'
import { newPerson, signUp, writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

/** A browser of one's own. Whatever it complains about is in `complaints`. */
async function visit(options: { javaScriptEnabled?: boolean } = {}) {
  const { page } = await site.visit(options)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return { page, complaints }
}

async function untilShown(page: Page, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto('/')
        return page.getByRole('article').filter({ hasText: text }).count()
      },
      { timeout: 15_000 },
    )
    .toBe(1)
}

test('two people sign up, one follows the other, and the post arrives through the worker', async () => {
  const [ana, ben] = [await visit(), await visit()]
  const [anaIs, benIs] = [newPerson('ana'), newPerson('ben')]
  await signUp(ana.page, anaIs)
  await signUp(ben.page, benIs)

  await ben.page.goto(`/@${anaIs.handle}`)
  await ben.page
    .getByRole('button', { name: /^Follow/ })
    .first()
    .click()
  await ben.page
    .getByRole('button', { name: /Unfollow$/ })
    .first()
    .waitFor()
  // Ben's timeline is there before the post, so that only the worker can put the post into it.
  await writePost(ana.page, 'A first post')
  await untilShown(ben.page, 'A first post')
  await untilWarm(benIs.handle)

  await writePost(ana.page, 'Hello from Ana, about #streams')
  await untilShown(ben.page, 'Hello from Ana')

  await ben.page.getByRole('link', { name: '#streams' }).first().click()
  await ben.page.getByRole('article').filter({ hasText: 'Hello from Ana' }).waitFor()
  expect([...ana.complaints, ...ben.complaints]).toEqual([])
})

/** The person's home timeline is in Redis. */
async function untilWarm(handle: string): Promise<void> {
  const id = await withClient(site.env().DATABASE_URL, async (client) => {
    const { rows } = await client.query('SELECT id FROM "user" WHERE handle = $1', [handle])
    return rows[0].id
  })
  const redis = new Redis(site.env().REDIS_URL)
  await expect.poll(() => redis.llen(timelineKey(homeFeed(id))), { timeout: 15_000 }).toBeGreaterThan(0)
  await redis.quit()
}

test('everything works without scripts', async () => {
  const { page } = await visit({ javaScriptEnabled: false })
  const person = newPerson('nora')
  await signUp(page, person)

  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('No scripts, no problem')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  const post = page.getByRole('article').filter({ hasText: 'No scripts' })
  await page.goto('/')
  await post.waitFor()

  await post.getByRole('button', { name: /like/i }).first().click()
  await page.goto('/')
  expect(await post.getByRole('button', { name: /like/i }).first().getAttribute('aria-pressed')).toBe('true')

  await page.goto('/explore')
  await post.waitFor()
  await post.getByRole('link', { name: /ago|now/ }).click()
  await page.getByText('Delete', { exact: true }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.goto('/')
  expect(await post.count()).toBe(0)
})
