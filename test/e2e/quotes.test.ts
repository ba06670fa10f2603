import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

test('somebody quotes a post; its author finds that, and takes it off', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await writePost(ana.page, 'The river is high')
  await ben.page.goto('/explore')
  await postOf(ben.page, 'The river is high').locator('[data-key="t"]').click()
  await ben.page.getByRole('menuitem', { name: 'Quote' }).click()
  await ben.page.waitForURL('**/compose?quote=**')
  await ben.page.locator('.quote').getByText('The river is high').waitFor()
  await ben.page.getByRole('textbox', { name: 'What is happening?' }).fill('Mind your feet')
  await ben.page.getByRole('button', { name: 'Post', exact: true }).click()
  await ben.page.waitForURL((url) => url.pathname === '/')

  await ana.page.goto('/')
  await postOf(ana.page, 'The river is high').locator('a.when').click()
  await ana.page.getByRole('link', { name: '1 quote' }).click()
  const quoting = postOf(ana.page, 'Mind your feet')
  await quoting.locator('a.quote').getByText('The river is high').waitFor()
  await quoting.getByRole('link', { name: 'More about this post' }).click()
  await ana.page.getByRole('menuitem', { name: 'Detach my post' }).click()
  await quoting.getByText('This post is not available.').waitFor()
  const { page: nobody } = await site.visit()
  await nobody.goto(`/@${ben.handle}`)
  await postOf(nobody, 'Mind your feet').getByText('This post is not available.').waitFor()
  await ana.page.reload()
  await ana.page.getByText('No quotes').waitFor()
})

test('without scripts: quote from the page of a post, and detach', async () => {
  const [nora, otis] = [
    await site.somebody('nora', { javaScriptEnabled: false }),
    await site.somebody('otis', { javaScriptEnabled: false }),
  ]
  await nora.page.goto('/compose')
  await nora.page.getByRole('textbox', { name: 'What is happening?' }).fill('Quote me')
  await nora.page.getByRole('button', { name: 'Post', exact: true }).click()
  await otis.page.goto(`/@${nora.handle}`)
  await postOf(otis.page, 'Quote me').locator('a.when').click()
  await otis.page.getByRole('link', { name: 'Quote', exact: true }).click()
  await otis.page.getByRole('textbox', { name: 'What is happening?' }).fill('Quoted')
  await otis.page.getByRole('button', { name: 'Post', exact: true }).click()
  await postOf(otis.page, 'Quoted').locator('a.quote').getByText('Quote me').waitFor()
  await nora.page.goto(`/@${otis.handle}`)
  await postOf(nora.page, 'Quoted').locator('a.when').click()
  await nora.page.getByRole('button', { name: 'Detach my post' }).click()
  expect(await nora.page.locator('.quote').innerText()).toBe('This post is not available.')
})
