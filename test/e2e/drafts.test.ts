import { expect, test } from 'vitest'
import { signIn } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

async function signedUp(name: string) {
  const { context, page, person } = await site.somebody(name)
  return { context, page, person, composer: page.getByRole('textbox', { name: 'What is happening?' }) }
}

test('a draft is not shown to the next person in the same browser', async () => {
  const other = await signedUp('mia')
  const { page, composer } = await signedUp('pat')
  await composer.fill('secret thoughts of Pat')
  await page.goto('/settings/sessions')
  await page
    .getByRole('button', { name: /Sign out/ })
    .first()
    .click()
  await page.waitForURL((url) => !url.pathname.startsWith('/settings'))
  await page.goto('/sign-in')
  await signIn(page, other.person)
  await composer.waitFor()
  expect(await composer.inputValue()).toBe('')
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('secret thoughts')
})

test('what is amended after a lost answer is posted as amended', async () => {
  const { page, composer } = await signedUp('ada')
  // The server gets the post; its answer is lost.
  await page.route('**/posts*', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await composer.fill('First wording with typpo')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByText('The server could not be reached').waitFor()
  await page.unroute('**/posts*')
  await composer.fill('First wording with typo')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByRole('article').filter({ hasText: 'with typo' }).waitFor()
  await page.goto('/')
  expect(await page.getByRole('article').filter({ hasText: 'with typo' }).count()).toBe(1)
})

test('two tabs with one draft make two posts when their texts differ', async () => {
  const { context, page, composer } = await signedUp('tom')
  await composer.fill('Said in tab one')
  const second = await context.newPage()
  await second.goto('/')
  const there = second.getByRole('textbox', { name: 'What is happening?' })
  await expect.poll(() => there.inputValue()).toBe('Said in tab one')
  await there.fill('Said in tab two')
  await second.getByRole('button', { name: 'Post', exact: true }).click()
  await second.getByRole('article').filter({ hasText: 'tab two' }).waitFor()
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByRole('article').filter({ hasText: 'tab one' }).waitFor()
  await page.goto('/')
  expect(await page.getByRole('article').count()).toBe(2)
})

test('a draft remembers who is to see it, and the next one begins anew', async () => {
  const { page, composer } = await signedUp('eva')
  const audience = page.getByRole('combobox', { name: 'Who sees this post' })
  await composer.fill('Not for everyone')
  await audience.selectOption('Followers')
  await page.reload()
  await expect.poll(() => composer.inputValue()).toBe('Not for everyone')
  expect(await audience.inputValue()).toBe('followers')
  await page.getByRole('button', { name: 'Discard' }).click()
  expect(await audience.inputValue()).toBe('public')
})
