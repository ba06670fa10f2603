import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

async function writeFor(page: Page, audience: string, text: string): Promise<string> {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Who sees this post' }).selectOption(audience)
  await writePost(page, text)
  return (await postOf(page, text).locator('a.when').getAttribute('href')) ?? ''
}

test('an unlisted post is there for who has the link, and not in Explore until its author lists it', async () => {
  const { page } = await site.somebody('ana')
  const { page: nobody } = await site.visit()
  const path = await writeFor(page, 'Unlisted', 'By link alone')
  expect((await nobody.goto(path))?.status()).toBe(200)
  await nobody.getByText('Unlisted: not in Explore, nor under tags').waitFor()
  await nobody.goto('/explore')
  expect(await postOf(nobody, 'By link alone').count()).toBe(0)

  await postOf(page, 'By link alone').getByRole('link', { name: 'More about this post' }).click()
  await page.getByRole('menuitem', { name: 'Change who sees this' }).click()
  await page.getByRole('dialog').getByRole('radio', { name: 'Everyone' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('Everyone can see this post now.').waitFor()
  await nobody.goto('/explore')
  expect(await postOf(nobody, 'By link alone').count()).toBe(1)
})

test('a post for those mentioned is found by them under Mentions, answered as quietly, and by nobody else', async () => {
  const [ana, ben, cem] = [await site.somebody('ana'), await site.somebody('ben'), await site.somebody('cem')]
  await ben.page.goto('/mentions')
  await ben.page.getByText('Nobody has mentioned you yet').waitFor()
  const path = await writeFor(ana.page, 'Mentioned', `Tell me, @${ben.handle}`)

  await ben.page.reload()
  await postOf(ben.page, 'Tell me').getByText('Mentioned', { exact: true }).waitFor()
  await postOf(ben.page, 'Tell me').locator('a.when').click()
  await ben.page.waitForURL(`**${path}`)
  expect(await ben.page.getByRole('combobox', { name: 'Who sees this post' }).inputValue()).toBe('mentioned')
  await ben.page.getByRole('textbox', { name: 'Your reply to' }).fill('Only you')
  await ben.page.getByRole('button', { name: 'Reply', exact: true }).click()
  await postOf(ben.page, 'Only you').waitFor()

  await ana.page.goto('/mentions')
  await postOf(ana.page, 'Only you').waitFor()
  await ana.page.goto(path)
  await ana.page.getByRole('link', { name: 'More about this post' }).first().click()
  await ana.page.getByRole('menuitem', { name: 'Delete', exact: true }).waitFor()
  expect(await ana.page.getByRole('menuitem', { name: 'Change who sees this' }).count()).toBe(0)

  expect((await cem.page.goto(path))?.status()).toBe(404)
  await cem.page.goto(`/@${ana.handle}`)
  expect(await postOf(cem.page, 'Tell me').count()).toBe(0)
})

test('without scripts: a post for those mentioned, and the page of mentions', async () => {
  const [nora, otis] = [
    await site.somebody('nora', { javaScriptEnabled: false }),
    await site.somebody('otis', { javaScriptEnabled: false }),
  ]
  await nora.page.goto('/compose')
  await nora.page.getByRole('textbox', { name: 'What is happening?' }).fill(`For you, @${otis.handle}`)
  await nora.page.getByRole('combobox', { name: 'Who sees this post' }).selectOption('Mentioned')
  await nora.page.getByRole('button', { name: 'Post', exact: true }).click()
  await nora.page.waitForURL((url) => url.pathname === '/')
  await otis.page.goto('/mentions')
  await postOf(otis.page, 'For you').waitFor()
})
