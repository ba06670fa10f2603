import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

async function openMenu(page: Page, text: string): Promise<void> {
  await postOf(page, text).getByRole('link', { name: 'More about this post' }).click()
  await page.getByRole('menu').waitFor()
}

test('a block from the menu of a post: the rows go, the profile says so, and it is undone', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  for (const text of ['First of Ana', 'Second of Ana']) await writePost(ana.page, text)
  await writePost(ben.page, 'Mine')

  await ben.page.goto('/explore')
  await openMenu(ben.page, 'First of Ana')
  await ben.page.getByRole('menuitem', { name: `Block @${ana.handle}` }).click()
  const dialog = ben.page.getByRole('dialog')
  await dialog.getByText('Neither of you sees the other').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await postOf(ben.page, 'of Ana').count()).toBe(2)

  await openMenu(ben.page, 'First of Ana')
  await ben.page.getByRole('menuitem', { name: `Block @${ana.handle}` }).click()
  await dialog.getByRole('button', { name: 'Block' }).click()
  await ben.page.getByText(`@${ana.handle} is blocked`).waitFor()
  expect(await postOf(ben.page, 'of Ana').count()).toBe(0)
  expect(await postOf(ben.page, 'Mine').count()).toBe(1)

  await ben.page.getByRole('button', { name: 'Undo' }).click()
  await ben.page.getByText(`@${ana.handle} is not blocked any more`).waitFor()
  expect(await postOf(ben.page, 'of Ana').count()).toBe(2)

  await ben.page.goto(`/@${ana.handle}`)
  await ben.page.getByRole('button', { name: `More about @${ana.handle}` }).click()
  await ben.page.getByRole('menuitem', { name: `Block @${ana.handle}` }).click()
  await dialog.getByRole('button', { name: 'Block' }).click()
  await ben.page.getByText(`You blocked @${ana.handle}`).waitFor()
  expect(await postOf(ben.page, 'of Ana').count()).toBe(0)
  await ana.page.goto(`/@${ben.handle}`)
  await ana.page.getByText('There is nothing at this address').waitFor()

  await ben.page.getByRole('button', { name: `Unblock @${ana.handle}` }).click()
  await postOf(ben.page, 'First of Ana').waitFor()
})

test('a mute hides rows in feeds, not on the profile', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await writePost(ana.page, 'Loud today')
  await ben.page.goto('/explore')
  await openMenu(ben.page, 'Loud today')
  await ben.page.getByRole('menuitem', { name: `Mute @${ana.handle}` }).click()
  const dialog = ben.page.getByRole('dialog')
  await dialog.getByLabel('How long').selectOption('For a week')
  await dialog.getByRole('button', { name: 'Mute' }).click()
  await ben.page.getByText(`@${ana.handle} is muted`).waitFor()
  expect(await postOf(ben.page, 'Loud today').count()).toBe(0)

  await ben.page.goto(`/@${ana.handle}`)
  await postOf(ben.page, 'Loud today').waitFor()
  await ben.page.getByText(/^You muted this person.* Until/).waitFor()
  await ben.page.getByRole('button', { name: `Unmute @${ana.handle}` }).click()
  await ben.page.getByText(`@${ana.handle} is not muted any more`).waitFor()
  expect(await ben.page.getByText('You muted this person').count()).toBe(0)
  await ben.page.goto('/explore')
  await postOf(ben.page, 'Loud today').waitFor()
})

test('a muted word folds a post, which opens where it stands, by keyboard', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await writePost(ana.page, 'Turnips again today')
  await ben.page.goto('/settings/words')
  await ben.page.getByLabel('Word, words in a row').fill('turnips')
  await ben.page.getByRole('radio', { name: /^Fold them/ }).check()
  await ben.page.getByRole('button', { name: 'Mute', exact: true }).click()
  await ben.page.getByText('“turnips” is muted').waitFor()
  expect(await ben.page.getByLabel('Word, words in a row').inputValue()).toBe('')
  await ben.page.goto('/explore')
  const text = ben.page.getByText('Turnips again today')
  expect(await text.isVisible()).toBe(false)
  await ben.page.locator('summary', { hasText: 'Contains “turnips”' }).focus()
  await ben.page.keyboard.press('Enter')
  await text.waitFor({ state: 'visible' })
  await ben.page.goto('/settings/words')
  await ben.page.getByRole('button', { name: 'Remove “turnips”' }).click()
  await ben.page.getByText('You mute no words').waitFor()
})

test('without scripts, the profile has the forms', async () => {
  const [ana, nora] = [await site.somebody('ana'), await site.somebody('nora', { javaScriptEnabled: false })]
  await nora.page.goto(`/@${ana.handle}`)
  await nora.page.getByText(`More about @${ana.handle}`).click()
  await nora.page.getByText('Neither of you sees the other').waitFor()
  await nora.page.getByRole('button', { name: `Block @${ana.handle}` }).click()
  await nora.page.getByText(`You blocked @${ana.handle}`).waitFor()
  await nora.page.goto('/settings/people')
  await nora.page.getByRole('button', { name: `Unblock @${ana.handle}` }).click()
  await nora.page.getByText('You block nobody').waitFor()
})
