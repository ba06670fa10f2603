import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const fieldOf = (page: Page) => page.locator('#composer')
const optionsOf = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')

test('a mention, a hashtag and an emoji are completed by keyboard alone', async () => {
  const { handle } = await site.somebody('quentin')
  // Without scripts: nobody asks for tags while this one is written, which are counted once a minute.
  const writer = await site.somebody('wil', { javaScriptEnabled: false })
  await writer.page.goto('/compose')
  await writer.page.getByRole('textbox', { name: 'What is happening?' }).fill('About #quietstreams')
  await writer.page.getByRole('button', { name: 'Post', exact: true }).click()
  await writer.page.getByRole('article').filter({ hasText: '#quietstreams' }).waitFor()
  const { page } = await site.somebody('ada')
  await page.goto('/compose')
  const field = fieldOf(page)
  await field.focus()

  await page.keyboard.type(`hello @${handle.slice(0, 9)}`)
  await optionsOf(page).first().waitFor()
  expect(await field.getAttribute('aria-haspopup')).toBe('listbox')
  const active = await field.getAttribute('aria-activedescendant')
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe(`hello @${handle} `)
  expect(await optionsOf(page).count()).toBe(0)

  await page.keyboard.type('#quiet')
  await optionsOf(page).filter({ hasText: '#quietstreams' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await field.inputValue()).toBe(`hello @${handle} #quietstreams `)

  await page.keyboard.type(':cof')
  await optionsOf(page).filter({ hasText: ':coffee:' }).waitFor()
  const names = await optionsOf(page).allInnerTexts()
  const place = names.findIndex((name) => name.includes(':coffee:'))
  for (let times = 0; times < place + names.length; times += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe(`hello @${handle} #quietstreams ☕ `)

  await page.keyboard.press('Control+Enter')
  await page.getByText('Posted').first().waitFor()
})

test('Escape closes the suggestions for the word, and Enter is a new line again', async () => {
  const { handle } = await site.somebody('rosalind')
  const { page } = await site.somebody('bea')
  await page.goto('/compose')
  const field = fieldOf(page)
  await field.focus()
  await page.keyboard.type(`@${handle.slice(0, 8)}`)
  await optionsOf(page).first().waitFor()
  await page.keyboard.press('Escape')
  expect(await optionsOf(page).count()).toBe(0)
  expect(await field.getAttribute('aria-haspopup')).toBeNull()
  await page.keyboard.type(handle.slice(8, 10))
  await page.keyboard.press('Enter')
  await page.keyboard.type(`@${handle.slice(0, 8)}`)
  await optionsOf(page).first().waitFor()
  expect(await optionsOf(page).count()).toBeGreaterThan(0)
  expect(await field.inputValue()).toBe(`@${handle.slice(0, 10)}\n@${handle.slice(0, 8)}`)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone suggestions are tapped, and a preview shows the post, ${colorScheme}`, async () => {
    const { handle } = await site.somebody(`tess_${colorScheme}`)
    const viewport = { width: 320, height: 640 }
    const { page } = await site.somebody('cleo', { viewport, colorScheme, hasTouch: true, reducedMotion: 'reduce' })
    await page.goto('/compose')
    const field = fieldOf(page)
    await field.focus()
    await page.keyboard.type(`@${handle.slice(0, 9)}`)
    await optionsOf(page).first().waitFor()
    expect(await auditPage(page)).toEqual([])
    await optionsOf(page).filter({ hasText: handle }).tap()
    expect(await field.inputValue()).toBe(`@${handle} `)
    await page.keyboard.type('see https://rivers.example/a/long/way/to/the/sea/and/back #streams')
    await page.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('region', { name: 'Preview' })
    expect(await preview.getByRole('link').allInnerTexts()).toEqual([
      `@${handle}`,
      'rivers.example/a/long/way/to/the/sea/an…',
      '#streams',
    ])
    expect(await auditPage(page)).toEqual([])
    await page.getByRole('button', { name: 'Preview' }).click()
    await field.waitFor()
    expect(await field.inputValue()).toContain('#streams')
  })
}

test('links that are pasted one after the other stay apart', async () => {
  const { page } = await site.somebody('dora')
  await page.goto('/compose')
  const field = fieldOf(page)
  await field.focus()
  for (const link of ['https://one.example/', 'https://two.example/']) {
    await field.evaluate((element, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      const isLeft = element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
      // What the browser does with a paste that nobody took.
      if (isLeft) document.execCommand('insertText', false, text)
    }, link)
  }
  expect(await field.inputValue()).toBe('https://one.example/ https://two.example/')
})
