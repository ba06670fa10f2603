import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
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
