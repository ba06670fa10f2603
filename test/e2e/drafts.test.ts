import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { withClient } from '#test/support/databases.ts'
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

test('what is written on one device is offered on another, gone on with there, and gone when it is posted', async () => {
  const { page, person, composer } = await signedUp('flo')
  await composer.fill('Begun at the desk')
  await page.getByText('Draft saved').waitFor()
  const { page: phone } = await site.visit({ viewport: { width: 360, height: 720 } })
  await phone.goto('/sign-in')
  await signIn(phone, person)
  const there = phone.getByRole('textbox', { name: 'What is happening?' })
  await phone.goto('/compose')
  await phone.getByText('You have a draft from elsewhere: Begun at the desk').waitFor()
  await phone.getByRole('link', { name: 'Continue' }).click()
  await expect.poll(() => there.inputValue()).toBe('Begun at the desk')
  await there.fill('Begun at the desk, done on the phone')
  await phone.getByText('Draft saved').waitFor()
  // The desk goes on with what it has: nothing of either is lost.
  await composer.fill('Begun at the desk, done at the desk')
  await page.getByText('Draft saved').waitFor()
  await page.goto('/drafts')
  for (const text of ['done on the phone', 'done at the desk']) await page.getByText(text).waitFor()
  await phone.getByRole('button', { name: 'Post', exact: true }).click()
  await phone.getByText('Posted').first().waitFor()
  await page.reload()
  await page.getByText('done at the desk').waitFor()
  expect(await page.getByText('done on the phone').count()).toBe(0)
})

test('what is kept on the server after the composer was left takes nothing from what is kept here', async () => {
  const { page, composer } = await signedUp('lea')
  await page.goto('/compose')
  await composer.fill('Half a thought')
  const kept = page.waitForResponse('**/drafts/save*')
  await page.getByRole('link', { name: 'Explore' }).first().click()
  await page.waitForURL('**/explore')
  expect((await kept).ok()).toBe(true)
  await page.getByRole('link', { name: 'Post', exact: true }).click()
  await page.waitForURL('**/compose')
  await expect.poll(() => composer.inputValue()).toBe('Half a thought')
  await page.getByText('Your draft is back').waitFor()
})

test('what is written just before the page is left is kept', async () => {
  const { page, composer } = await signedUp('gil')
  await composer.fill('Almost lost')
  await page.goto('/drafts')
  await expect
    .poll(async () => {
      await page.reload()
      return page.getByText('Almost lost').count()
    })
    .toBe(1)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No drafts').waitFor()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a post is scheduled, changed and posted by the worker at its time, ${colorScheme}`, async () => {
    const viewport = { width: 320, height: 720 }
    const { page } = await site.somebody('hal', {
      viewport,
      colorScheme,
      reducedMotion: 'reduce',
      timezoneId: 'Asia/Tokyo',
    })
    await page.goto('/compose')
    const field = page.getByRole('textbox', { name: 'What is happening?' })
    await field.fill('Good morning, later')
    await page.locator('summary', { hasText: 'Post later' }).click()
    const inTokyo = (ms: number) => new Date(Date.now() + ms + 9 * 3600_000).toISOString().slice(0, 16)
    await page.getByLabel('When').fill(inTokyo(24 * 3600_000))
    expect(await auditPage(page)).toEqual([])
    await page.getByRole('button', { name: 'Schedule', exact: true }).click()
    await page.waitForURL('**/scheduled')
    await page.getByText('Good morning, later').waitFor()
    expect(await auditPage(page)).toEqual([])
    await page.getByRole('link', { name: 'Edit' }).click()
    await expect.poll(() => page.getByLabel('When').inputValue()).toBe(inTokyo(24 * 3600_000))
    await field.fill('Good morning, now')
    await page.getByRole('button', { name: 'Schedule', exact: true }).click()
    await page.waitForURL('**/scheduled')
    await page.getByText('Good morning, now').waitFor()
    // Its time has come.
    await withClient(site.env().DATABASE_URL, (client) =>
      client.query('UPDATE draft SET publish_at = now() WHERE publish_at IS NOT NULL'),
    )
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.getByText('Nothing is scheduled').count()
        },
        { timeout: 20_000 },
      )
      .toBe(1)
    await page.goto('/')
    await page.getByRole('article').filter({ hasText: 'Good morning, now' }).waitFor()
    await page.goto('/drafts')
    expect(await auditPage(page)).toEqual([])
  })
}
