import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('a hashtag is followed from its page by keyboard, its posts come home with the reason, and it is ended in the settings', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await writePost(ana.page, 'Up in the wind #kites')
  const { page } = ben
  await page.goto('/tags/kites')
  await page.getByRole('button', { name: 'Follow #kites' }).focus()
  await Promise.all([page.waitForResponse('**/follow'), page.keyboard.press('Enter')])
  await page.getByRole('button', { name: 'Following #kites. Unfollow' }).waitFor()

  await page.goto('/')
  const post = page.getByRole('article').filter({ hasText: 'Up in the wind' })
  expect(await post.getByText('You follow #kites').count()).toBe(1)
  await post.getByRole('link', { name: '#kites' }).first().click()
  await page.waitForURL('**/tags/kites')

  await page.goto('/settings/feed')
  await Promise.all([
    page.waitForResponse('**/follow'),
    page.getByRole('button', { name: 'Following #kites. Unfollow' }).click(),
  ])
  await page.goto('/')
  expect(await page.getByRole('article').filter({ hasText: 'Up in the wind' }).count()).toBe(0)
})
