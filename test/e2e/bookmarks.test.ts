import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('a post is kept by keyboard, put into a folder, and let go where it lies', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await writePost(ana.page, 'Worth keeping')
  await ben.page.goto('/bookmarks/folders')
  await ben.page.getByLabel('New folder').fill('Recipes')
  await ben.page.getByRole('button', { name: 'Make folder' }).click()
  await ben.page.getByRole('link', { name: /^Recipes/ }).waitFor()

  await ben.page.goto('/explore')
  const post = ben.page.getByRole('article').filter({ hasText: 'Worth keeping' })
  await post.focus()
  await Promise.all([ben.page.waitForResponse('**/bookmark'), ben.page.keyboard.press('b')])
  await ben.page.getByRole('link', { name: 'Choose a folder' }).click()
  await ben.page.getByRole('radio', { name: 'Recipes' }).check()
  await ben.page.getByRole('button', { name: 'Put it there' }).click()
  await ben.page.waitForURL('**/bookmarks/*-*')
  await ben.page.getByRole('link', { name: 'In Recipes' }).waitFor()
  const button = ben.page.getByRole('article').getByRole('button', { name: 'Remove the bookmark' })
  await Promise.all([ben.page.waitForResponse('**/bookmark'), button.click()])
  await ben.page.getByRole('button', { name: 'Bookmark', exact: true }).waitFor()
  await ben.page.reload()
  await ben.page.getByText('Nothing is in Recipes yet').waitFor()
  expect(await ben.page.getByRole('article').count()).toBe(0)
})
