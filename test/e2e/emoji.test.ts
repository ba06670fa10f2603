import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { withClient } from '#test/support/databases.ts'
import { imageFile } from '#test/support/images.ts'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('an admin adds an emoji; a member reacts with it, another sees it and who it was', async () => {
  const admin = await site.somebody('ada')
  await promisify(execFile)(process.execPath, ['dist/cli.js', 'users', 'set-role', admin.handle, 'admin'], {
    env: site.env(),
  })
  await admin.page.goto('/admin/emoji')
  await admin.page.getByLabel('Name').fill('no spaces')
  const file = { name: 'parrot.png', mimeType: 'image/png', buffer: await imageFile({ format: 'png' }) }
  await admin.page.getByLabel('Image').setInputFiles(file)
  await admin.page.getByRole('button', { name: 'Add emoji' }).click()
  await admin.page.locator('[aria-invalid]').waitFor()
  await admin.page.getByLabel('Name').fill('parrot')
  // With a script the file is there still.
  await admin.page.getByRole('button', { name: 'Add emoji' }).click()
  await admin.page.getByRole('list', { name: 'Emoji' }).locator('img.emoji').waitFor()

  const ben = await site.somebody('ben')
  const text = `A party ${Date.now()}`
  await writePost(ben.page, text)
  const post = ben.page.getByRole('article').filter({ hasText: text })
  await post.getByRole('link', { name: 'Choose a reaction' }).click()
  const saved = ben.page.waitForResponse((response) => response.url().endsWith('/reaction'))
  const parrot = ben.page.getByRole('menuitemradio', { name: ':parrot:' })
  await parrot.waitFor()
  await ben.page.keyboard.press('End')
  await ben.page.keyboard.press('Enter')
  await post.getByRole('button', { name: 'Undo your reaction: :parrot:, 1 reaction' }).waitFor()
  expect((await saved).status()).toBe(200)

  const cleo = await site.somebody('cleo')
  await cleo.page.goto('/explore')
  await cleo.page.getByRole('article').filter({ hasText: text }).locator('a.when').first().click()
  await cleo.page.getByRole('button', { name: ':parrot:, 1 person' }).click()
  const mine = cleo.page.getByRole('button', { name: ':parrot:, 2 people' })
  await expect.poll(() => mine.getAttribute('aria-pressed')).toBe('true')
  const loaded = () => mine.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)
  await expect.poll(loaded).toBe(64)
  await cleo.page.getByRole('link', { name: '2 reactions' }).click()
  await cleo.page.getByRole('link', { name: ':parrot: 2' }).click()
  await cleo.page.waitForURL('**/reactions?kind=*')
  const people = cleo.page.getByRole('list', { name: 'Reactions' })
  await people.getByText(`@${ben.handle}`).waitFor()
  expect(await people.getByRole('img', { name: ':parrot:' }).count()).toBe(2)
})

test('an emoji is completed as it is written, shown before it is posted, and stands in the post', async () => {
  const admin = await site.somebody('ana')
  await promisify(execFile)(process.execPath, ['dist/cli.js', 'users', 'set-role', admin.handle, 'admin'], {
    env: site.env(),
  })
  await promisify(execFile)(
    process.execPath,
    ['dist/cli.js', 'emoji', 'add', 'coffee_bean', 'public/icon-192.png', '--by', admin.handle],
    { env: site.env() },
  )
  const { page } = await site.somebody('dora')
  await page.goto('/compose')
  const field = page.locator('#composer')
  await field.focus()
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
  // What could not be asked for is asked for again.
  await page.route('**/api/emoji', (route) => route.abort())
  await page.keyboard.type(':coff')
  await options.filter({ hasText: ':coffee:' }).waitFor()
  expect(await options.filter({ hasText: ':coffee_bean:' }).count()).toBe(0)
  await page.unroute('**/api/emoji')
  await field.fill('')
  await page.keyboard.type('time for :coff')
  await options.filter({ hasText: ':coffee_bean:' }).waitFor()
  await options.filter({ hasText: ':coffee:' }).waitFor()
  expect(await options.first().innerText()).toContain(':coffee_bean:')
  await page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe('time for :coffee_bean: ')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('region', { name: 'Preview' }).getByRole('img', { name: ':coffee_bean:' }).waitFor()
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  const post = page.getByRole('article').filter({ hasText: 'time for' })
  await post.getByRole('img', { name: ':coffee_bean:' }).waitFor()

  const { page: plain } = await site.visit({ javaScriptEnabled: false })
  await plain.goto('/explore')
  const shown = plain.getByRole('article').filter({ hasText: 'time for' }).getByRole('img', { name: ':coffee_bean:' })
  expect([await shown.count(), await shown.getAttribute('title')]).toEqual([1, ':coffee_bean:'])
})

test('a list of emoji asks less and less often for an image that is not prepared, and not at all while nobody looks', async () => {
  const { page, handle } = await site.somebody('amy')
  await promisify(execFile)(process.execPath, ['dist/cli.js', 'users', 'set-role', handle, 'admin'], {
    env: site.env(),
  })
  await promisify(execFile)(
    process.execPath,
    ['dist/cli.js', 'emoji', 'add', 'slow_one', 'public/icon-192.png', '--by', handle],
    { env: site.env() },
  )
  await page.goto('/admin/emoji')
  await page.getByRole('listitem').filter({ hasText: ':slow_one:' }).locator('img.emoji').waitFor()
  // Nobody prepares it any more.
  await withClient(site.env().DATABASE_URL, (client) =>
    client.query(`UPDATE media SET state = 'waiting' WHERE id = (SELECT media_id FROM emoji WHERE name = 'slow_one')`),
  )
  await page.clock.install()
  await page.goto('/admin/emoji')
  await page.getByText('Its image is being prepared').waitFor()
  await page.clock.pauseAt(Date.now() + 60_000)
  let answered = 0
  page.on('requestfinished', (request) => request.url().includes('/admin/emoji.data') && answered++)
  /** How much of the page's time goes by until it has asked once more. */
  async function untilAsked(): Promise<number> {
    const before = answered
    for (let ms = 0; ; ms += 250) {
      if (answered > before) return ms
      await page.clock.runFor(250)
    }
  }
  const waits: number[] = []
  for (let n = 0; n < 9; n++) waits.push(await untilAsked())
  expect(waits.at(-1)).toBeGreaterThan(14_000)

  const show = (state: string) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  const before = answered
  await page.clock.runFor(120_000)
  expect(answered).toBe(before)
  await show('visible')
  await untilAsked()
})
