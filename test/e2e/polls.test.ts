import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

async function askIn(page: Page, options: string, isMultiple = false) {
  // They stay open for the next post.
  if ((await page.locator('.options[open]').count()) === 0) await page.locator('.options > summary').click()
  await page.getByRole('textbox', { name: 'Poll', exact: true }).fill(options)
  if (isMultiple) await page.getByLabel('Several options may be chosen').check()
}

test('a poll is asked, answered in the feed, and its counts are shown in place', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await askIn(ana.page, 'Tea\nCoffee')
  await writePost(ana.page, 'What do you drink?')
  await askIn(ana.page, 'Now\nLater')
  await writePost(ana.page, 'And when?')
  await ben.page.goto('/explore')
  const post = postOf(ben.page, 'What do you drink?')
  expect(await post.locator('progress').count()).toBe(0)
  expect(await auditPage(ben.page)).toEqual([])
  await post.getByRole('button', { name: 'Coffee' }).focus()
  await ben.page.keyboard.press('Enter')
  await post.getByText('100 %').waitFor()
  await post.getByText('Your choice').waitFor({ state: 'attached' })
  await post.getByText('1 vote').waitFor()
  expect(await auditPage(ben.page)).toEqual([])
  await ben.page.reload()
  await post.getByText('100 %').waitFor()
})

test('of several options some are chosen in the feed', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await askIn(ana.page, 'Bread\nCheese\nOlives', true)
  await writePost(ana.page, 'What do I bring?')
  await ben.page.goto('/explore')
  const post = postOf(ben.page, 'What do I bring?')
  const vote = post.getByRole('button', { name: 'Vote' })
  await vote.click()
  await ben.page.getByText('Choose an option.').waitFor()
  await post.getByLabel('Bread').check()
  await post.getByLabel('Olives').focus()
  await ben.page.keyboard.press('Space')
  expect(await auditPage(ben.page)).toEqual([])
  await vote.click()
  await expect.poll(() => post.locator('.poll-share').allInnerTexts()).toEqual(['100 %', '0 %', '100 %'])
})

test('without scripts: ask, what is wrong with it comes back, and vote', async () => {
  const [nora, otis] = [
    await site.somebody('nora', { javaScriptEnabled: false }),
    await site.somebody('otis', { javaScriptEnabled: false }),
  ]
  await nora.page.goto('/compose')
  await nora.page.getByRole('textbox', { name: 'What is happening?' }).fill('Shall we?')
  await askIn(nora.page, 'Yes')
  await nora.page.getByRole('button', { name: 'Post', exact: true }).click()
  await nora.page.getByText('Give the poll 2 to 8 options').waitFor()
  const poll = nora.page.locator('textarea[name=poll]')
  expect(await poll.inputValue()).toBe('Yes')
  await poll.fill('Yes\nNo')
  await nora.page.getByRole('button', { name: 'Post', exact: true }).click()
  await nora.page.waitForURL((url) => url.pathname === '/')
  await otis.page.goto(`/@${nora.handle}`)
  await postOf(otis.page, 'Shall we?').getByRole('button', { name: 'Yes' }).click()
  await postOf(otis.page, 'Shall we?').getByText('100 %').waitFor()

  await nora.page.goto('/compose')
  await nora.page.getByRole('textbox', { name: 'What is happening?' }).fill('And how?')
  await askIn(nora.page, 'By boat\nOn foot\nBy train', true)
  await nora.page.getByRole('button', { name: 'Post', exact: true }).click()
  await nora.page.waitForURL((url) => url.pathname === '/')
  await otis.page.reload()
  const how = postOf(otis.page, 'And how?')
  for (const option of ['By boat', 'By train']) await how.getByLabel(option).check()
  await how.getByRole('button', { name: 'Vote' }).click()
  expect(await how.locator('.poll-share').allInnerTexts()).toEqual(['100 %', '0 %', '100 %'])
})
