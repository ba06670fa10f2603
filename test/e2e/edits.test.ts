import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { imageFile } from '#test/support/images.ts'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

async function choose(page: Page, text: string, item: string): Promise<void> {
  await postOf(page, text).getByRole('link', { name: 'More about this post' }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test('an author edits a post; readers see that, and what it said before', async () => {
  const { page } = await site.somebody('ana')
  await writePost(page, 'Rivers are log')
  await choose(page, 'Rivers are log', 'Edit')
  const field = page.getByRole('textbox', { name: 'Text of the post' })
  await field.fill('x'.repeat(501))
  await expect.poll(() => page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await field.fill('Rivers are long')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.post-focus').getByText('Rivers are long').waitFor()
  await page.goto('/')
  await postOf(page, 'Rivers are long').waitFor()

  const { page: nobody } = await site.visit()
  await nobody.goto('/explore')
  await postOf(nobody, 'Rivers are long').getByRole('link', { name: 'edited' }).click()
  await nobody.getByText('Rivers are log', { exact: true }).waitFor()
  expect(await nobody.locator('ol > li .text').allInnerTexts()).toEqual(['Rivers are long', 'Rivers are log'])
})

test('a post written anew takes the place of the old one, which stays until then', async () => {
  const { page, handle } = await site.somebody('ben')
  await writePost(page, 'Brooks are samll')
  await choose(page, 'Brooks are samll', 'Delete and write anew')
  const composer = page.getByRole('textbox', { name: 'What is happening?' })
  await expect.poll(() => composer.inputValue()).toBe('Brooks are samll')
  await page.goto(`/@${handle}`)
  await choose(page, 'Brooks are samll', 'Delete and write anew')
  await composer.fill('Brooks are small')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.locator('.post-focus').getByText('Brooks are small').waitFor()
  await page.goto(`/@${handle}`)
  await postOf(page, 'Brooks are small').waitFor()
  expect(await postOf(page, 'Brooks are samll').count()).toBe(0)
})

test('a post written anew asks what it asked, for as long', async () => {
  const { page } = await site.somebody('paula')
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Wich one?')
  await page.locator('.options > summary').click()
  await page.getByRole('textbox', { name: 'Poll', exact: true }).fill('The brook\nThe creek')
  await page.getByLabel('The poll goes on for').selectOption('3 days')
  await page.getByLabel('Several options may be chosen').check()
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await choose(page, 'Wich one?', 'Delete and write anew')
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Poll', exact: true }).inputValue())
    .toBe('The brook\nThe creek')
  expect(await page.getByLabel('The poll goes on for').inputValue()).toBe('4320')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Which one?')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.locator('.post-focus').getByText('Which one?').waitFor()
  expect(await page.locator('.post-focus .poll-result > span:first-child').allInnerTexts()).toEqual([])
  expect(await page.locator('.post-focus .poll-option').allInnerTexts()).toEqual(['The brook', 'The creek'])
})

test('without scripts: edit, what is too long comes back, and write anew', async () => {
  const { page } = await site.somebody('nora', { javaScriptEnabled: false })
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Quite wrds')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await postOf(page, 'Quite wrds').locator('a.when').click()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByRole('textbox', { name: 'Text of the post' }).fill('x'.repeat(501))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The post is too long').waitFor()
  await page.getByRole('textbox', { name: 'Text of the post' }).fill('Quiet words')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.post-focus').getByText('Quiet words').waitFor()
  await page.getByRole('link', { name: 'Delete and write anew' }).click()
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Quiet words, again')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
  expect(await page.getByRole('article').locator('.text').allInnerTexts()).toEqual(['Quiet words, again'])
})

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'
  test(`descriptions of images are mended, and readers see what they were, ${how} scripts`, async () => {
    const { context, page: writing, handle } = await site.somebody(`iva_${how}`)
    await writing.goto('/compose')
    const image = { name: 'one.jpg', mimeType: 'image/jpeg', buffer: await imageFile() }
    await writing.locator('input[type="file"][multiple]').setInputFiles(image)
    await writing.getByRole('button', { name: 'Describe image 1' }).click()
    await writing.getByLabel('What it shows').fill('A dark corer')
    await writing.keyboard.press('Escape')
    await writing.getByRole('textbox', { name: 'What is happening?' }).fill('Corners')
    await writing.getByRole('button', { name: 'Post', exact: true }).click()
    await postOf(writing, 'Corners').waitFor()
    const options = { javaScriptEnabled, storageState: await context.storageState(), reducedMotion: 'reduce' } as const
    const { page } = await site.visit({ ...options, viewport: { width: 320, height: 720 } })
    await page.goto(`/@${handle}`)
    await page.locator('a.when').first().click()
    await page.waitForURL('**/posts/**')
    await page.goto(`${page.url().split('?')[0]}/edit`)
    if (javaScriptEnabled) expect(await auditPage(page)).toEqual([])
    await page.getByLabel('What it shows').fill('A dark corner')
    await page.getByRole('checkbox', { name: 'Hide the images until' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.post-focus .veil > summary').click()
    await page.locator('.post-focus').getByRole('img', { name: 'A dark corner' }).waitFor()
    await page.locator('.post-focus').getByRole('link', { name: 'edited' }).click()
    await page.getByText('Image 1 (hidden until somebody asks): A dark corner').waitFor()
    await page.getByText('Image 1: A dark corer').waitFor()
  })
}
