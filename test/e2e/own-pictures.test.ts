import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { imageFile } from '#test/support/images.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

/** Presses the button of a form, and waits for the page that comes of it. */
async function sent(page: Page, button: Locator): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await Promise.all([answer, button.click()])
  await page.waitForLoadState()
}

for (const javaScriptEnabled of [true, false]) {
  test(`somebody sets and removes their pictures, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const { context, person } = await site.somebody('pia')
    const { page } = await site.visit({ javaScriptEnabled, storageState: await context.storageState() })
    const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await imageFile() }
    const shown = (selector: string) => async () => {
      await page.goto(`/@${person.handle}`)
      return page.locator(selector).count()
    }
    for (const [name, selector] of [
      ['Your picture', '.avatar-xl img'],
      ['The picture above your profile', '.cover img'],
    ] as const) {
      await page.goto('/settings/pictures')
      const form = page.getByRole('region', { name, exact: true })
      await form.getByLabel('File').setInputFiles(file)
      await sent(page, form.getByRole('button', { name: 'Save picture' }))
      await expect.poll(shown(selector), { timeout: 20_000 }).toBe(1)
    }
    const loaded = () => page.locator('.avatar-xl img').evaluate((image: HTMLImageElement) => image.naturalWidth)
    if (javaScriptEnabled) {
      await expect.poll(loaded).toBe(256)
      await page.goto('/settings/pictures')
      expect(await auditPage(page)).toEqual([])
    }
    await page.goto('/settings/pictures')
    const remove = page.getByRole('region', { name: 'Your picture' }).getByRole('button', { name: 'Remove it' })
    await sent(page, remove)
    expect(await shown('.avatar-xl img')()).toBe(0)
  })
}

test('a picture that is none is refused with the reason', async () => {
  const { page } = await site.somebody('nona')
  await page.goto('/settings/pictures')
  const form = page.getByRole('region', { name: 'Your picture' })
  await form
    .getByLabel('File')
    .setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x'.repeat(99)) })
  await form.getByRole('button', { name: 'Save picture' }).click()
  await page.getByText('This is no image that we can take').waitFor()
})
