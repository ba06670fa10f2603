import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

/** The button that puts somebody on a list or takes them off; it shows what is to be before the server has done it. */
async function press(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForResponse('**/lists/*/people/*'), page.getByRole('button', { name }).press('Enter')])
}

async function fromMenu(page: Page, handle: string, item: string): Promise<void> {
  await page.goto(`/@${handle}`)
  await page.getByRole('button', { name: `More about @${handle}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a list by keyboard: made, filled from the menu of a profile, read, changed and deleted', async () => {
  const [ana, ben, eva] = [await site.somebody('ana'), await site.somebody('ben'), await site.somebody('eva')]
  for (const { page, handle } of [ana, ben]) await writePost(page, `Words of ${handle}`)
  const { page } = eva
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lists' }).press('Enter')
  await page.getByText('You have no lists yet').waitFor()
  await page.getByLabel('Name of a new list').fill('Rivers')
  await page.keyboard.press('Enter')
  await page.getByText('Nobody is on this list yet').waitFor()
  await page.getByLabel('Add somebody by handle').fill('nobody_here')
  await page.keyboard.press('Enter')
  await page.getByText('Nobody here has this handle.').waitFor()
  await page.getByLabel('Add somebody by handle').fill(`@${ana.handle}`)
  await page.keyboard.press('Enter')
  await page.getByText(`@${ana.handle} is on this list.`).waitFor()
  expect(await page.getByLabel('Add somebody by handle').inputValue()).toBe('')

  await page.goto(`/@${ben.handle}`)
  await page.getByRole('button', { name: `More about @${ben.handle}` }).press('Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('Enter')
  await press(page, `Add @${ben.handle} to Rivers`)
  await page.getByRole('button', { name: `Remove @${ben.handle} from Rivers` }).waitFor()

  await page.getByRole('link', { name: 'Rivers' }).press('Enter')
  for (const { handle } of [ana, ben]) await postOf(page, `Words of ${handle}`).waitFor()

  await page.getByRole('link', { name: 'People', exact: true }).press('Enter')
  await press(page, `Remove @${ben.handle} from Rivers`)
  await page.getByRole('button', { name: `Add @${ben.handle} to Rivers` }).waitFor()
  // Whatever a button here said before, a form is believed.
  await page.getByLabel('Add somebody by handle').fill(ben.handle)
  await page.keyboard.press('Enter')
  await press(page, `Remove @${ben.handle} from Rivers`)
  await page.getByRole('button', { name: `Add @${ben.handle} to Rivers` }).waitFor()
  await page.getByRole('link', { name: 'Posts', exact: true }).press('Enter')
  await postOf(page, `Words of ${ana.handle}`).waitFor()
  expect(await postOf(page, `Words of ${ben.handle}`).count()).toBe(0)

  await page.getByRole('link', { name: 'Edit', exact: true }).press('Enter')
  await page.getByLabel('Name', { exact: true }).fill('Streams')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Streams' }).waitFor()
  await page.locator('summary', { hasText: 'Delete this list' }).press('Enter')
  await page.getByRole('button', { name: 'Delete for good' }).press('Enter')
  await page.getByText('You have no lists yet').waitFor()
})

test('a list goes on as one scrolls', async () => {
  const [ana, eva] = [await site.somebody('ana'), await site.somebody('eva')]
  for (let n = 0; n < 25; n += 1) await writePost(ana.page, `Post number ${n}.`)
  const { page } = eva
  await page.goto('/lists')
  await page.getByLabel('Name of a new list').fill('Long')
  await page.keyboard.press('Enter')
  await page.getByLabel('Add somebody by handle').fill(ana.handle)
  await page.keyboard.press('Enter')
  await page.getByText('is on this list.').waitFor()
  await page.getByRole('link', { name: 'Posts', exact: true }).click()
  await postOf(page, 'Post number 24.').waitFor()
  await page.mouse.wheel(0, 20_000)
  await postOf(page, 'Post number 0.').waitFor()
  expect(await page.getByRole('article').count()).toBe(25)
})

test('on a phone the way to the lists is on the home page', async () => {
  const { page } = await site.somebody('mia', { viewport: { width: 360, height: 720 } })
  await page.getByRole('main').getByRole('link', { name: 'Lists' }).click()
  await page.getByText('You have no lists yet').waitFor()
})

test('the menu of a profile: follow from now on, and unfollow with what was shown so far kept', async () => {
  const [ana, eva] = [await site.somebody('ana'), await site.somebody('eva')]
  await writePost(ana.page, 'Before')
  const { page } = eva
  await fromMenu(page, ana.handle, 'Follow from now on')
  await page.getByText('Earlier ones stay out of it').waitFor()
  await page
    .getByRole('main')
    .getByRole('button', { name: /Unfollow$/ })
    .waitFor()
  await writePost(ana.page, 'Between')
  await page.goto('/')
  await postOf(page, 'Between').waitFor()
  expect(await postOf(page, 'Before').count()).toBe(0)

  await fromMenu(page, ana.handle, 'Unfollow, keep their posts so far')
  await page.getByText('Their posts so far stay in your home feed').waitFor()
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Follow / })
    .waitFor()
  await writePost(ana.page, 'After')
  await page.goto('/')
  await postOf(page, 'Between').waitFor()
  expect(await postOf(page, 'After').count()).toBe(0)
})
