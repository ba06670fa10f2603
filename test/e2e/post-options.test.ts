import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const optionsOf = (page: Page) => page.locator('.options > summary')

test('a post stands folded behind its warning, opens by keyboard, and at once for who wants it so', async () => {
  const { page } = await site.somebody('ana')
  await optionsOf(page).click()
  await page.getByLabel('Content warning').fill('Spoilers of the last part')
  await page.getByLabel('Language of the text').selectOption('Deutsch')
  await writePost(page, 'Der Butler war es')
  expect(await page.getByLabel('Content warning').inputValue()).toBe('')
  expect(await page.getByLabel('Language of the text').inputValue()).toBe('de')

  const { page: reader } = await site.somebody('ben')
  await reader.goto('/explore')
  const post = postOf(reader, 'Spoilers of the last part')
  const text = post.locator('.text')
  expect([await text.isVisible(), await text.getAttribute('lang')]).toEqual([false, 'de'])
  await post.locator('summary').focus()
  await reader.keyboard.press('Enter')
  await text.getByText('Der Butler war es').waitFor()
  await post.locator('a.when').click()
  await reader.locator('.post-focus').waitFor()
  expect(await reader.title()).toContain('Spoilers of the last part')
  expect(await reader.locator('.post-focus .text').isVisible()).toBe(false)

  await reader.goto('/settings/appearance')
  await reader.getByRole('radio', { name: 'Always open them' }).check()
  await reader.getByRole('button', { name: 'Save' }).click()
  await reader.waitForLoadState('networkidle')
  await reader.goto('/explore')
  await text.getByText('Der Butler war es').waitFor()
})

test('replies from some only: others are told why, and the rest answer', async () => {
  const [ana, ben, cem] = [await site.somebody('ana'), await site.somebody('ben'), await site.somebody('cem')]
  await optionsOf(ana.page).click()
  await ana.page.getByLabel('Who can reply').selectOption('Those mentioned in it')
  await writePost(ana.page, `A question to @${ben.handle}`)
  const path = (await postOf(ana.page, 'A question').locator('a.when').getAttribute('href')) ?? ''

  await cem.page.goto('/explore')
  const refused = postOf(cem.page, 'A question').locator('[data-key="r"]')
  expect(await refused.getAttribute('aria-disabled')).toBe('true')
  await postOf(cem.page, 'A question').focus()
  await cem.page.keyboard.press('r')
  await cem.page.getByRole('status').getByText('Only those mentioned in it can reply.').waitFor()
  await cem.page.goto(path)
  await cem.page.locator('#reply').getByText('Only those mentioned in it can reply.').waitFor()
  expect(await cem.page.getByRole('textbox', { name: 'Your reply to' }).count()).toBe(0)

  await ben.page.goto(path)
  await ben.page.getByRole('textbox', { name: 'Your reply to' }).fill('An answer')
  await ben.page.getByRole('button', { name: 'Reply', exact: true }).click()
  await postOf(ben.page, 'An answer').waitFor()
})

test('what is chosen stays with the draft', async () => {
  const { page } = await site.somebody('eva')
  const composer = page.getByRole('textbox', { name: 'What is happening?' })
  await composer.fill('Still thinking')
  await optionsOf(page).click()
  await page.getByLabel('Content warning').fill('Long')
  await page.getByLabel('Who can reply').selectOption('Your followers')
  await page.reload()
  await expect.poll(() => composer.inputValue()).toBe('Still thinking')
  await optionsOf(page).click()
  expect(await page.getByLabel('Content warning').inputValue()).toBe('Long')
  expect(await page.getByLabel('Who can reply').inputValue()).toBe('followers')
})

test('without scripts: a warning, and what was too long comes back with what was chosen', async () => {
  const { page } = await site.somebody('nora', { javaScriptEnabled: false })
  await page.goto('/')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('From the front page')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect.poll(() => postOf(page, 'From the front page').locator('.text').getAttribute('lang')).toBe('en')
  await page.getByRole('link', { name: 'With images, a poll, and more' }).click()
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('x'.repeat(501))
  await optionsOf(page).click()
  await page.getByLabel('Content warning').fill('Many letters')
  await page.getByLabel('Who can reply').selectOption('Your followers')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByText('The post is too long').waitFor()
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Few letters')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
  expect(await postOf(page, 'Many letters').locator('.text').isVisible()).toBe(false)
  await postOf(page, 'Many letters').locator('summary').click()
  await postOf(page, 'Few letters').locator('.text').waitFor()
})
