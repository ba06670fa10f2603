import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('a pinned post stands first on the profile, with a mark, until it is unpinned', async () => {
  const { page, handle } = await site.somebody('ana')
  await writePost(page, 'Who I am')
  await writePost(page, 'Something of today')
  const choose = async (item: string) => {
    await page
      .getByRole('article')
      .filter({ hasText: 'Who I am' })
      .getByRole('link', { name: 'More about this post' })
      .click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Pin to your profile')
  await page.getByText('it stands first on your profile').waitFor()
  const { page: nobody } = await site.visit()
  await nobody.goto(`/@${handle}`)
  expect(await nobody.locator('article .text').allInnerTexts()).toEqual(['Who I am', 'Something of today'])
  await nobody.getByRole('region', { name: 'Pinned' }).getByText('Pinned').waitFor()
  expect(await auditPage(nobody)).toEqual([])
  await page.goto(`/@${handle}`)
  await choose('Unpin from your profile')
  await page.getByText('It is not pinned any more.').waitFor()
  await nobody.reload()
  expect(await nobody.locator('article .text').allInnerTexts()).toEqual(['Something of today', 'Who I am'])
})

test('without scripts: pin from the page of a post', async () => {
  const { page, handle } = await site.somebody('nora', { javaScriptEnabled: false })
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Pin me')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByRole('article').locator('a.when').click()
  await page.getByRole('button', { name: 'Pin to your profile' }).click()
  await page.getByRole('button', { name: 'Unpin from your profile' }).waitFor()
  await page.goto(`/@${handle}`)
  await page.getByRole('region', { name: 'Pinned' }).getByText('Pin me').waitFor()
  expect(await page.getByRole('article').count()).toBe(1)
  expect(await page.getByText('You have not posted yet').count()).toBe(0)
})
