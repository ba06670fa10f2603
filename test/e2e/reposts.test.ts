import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

async function follow(page: Page, handle: string): Promise<void> {
  await page.goto(`/@${handle}`)
  await page.getByRole('button', { name: `Follow ${handle}` }).click()
  await page.getByRole('button', { name: /Unfollow$/ }).waitFor()
}

const postOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const repostOf = (page: Page, text: string) => postOf(page, text).getByRole('button', { name: /repost/i })

/** Opens a page again until the post says what is expected of it. */
async function untilSaid(page: Page, path: string, text: string, said: string | null): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(path)
        const post = postOf(page, text)
        if ((await post.count()) === 0) return null
        return (await post.innerText()).match(/.* reposted/)?.[0] ?? ''
      },
      { timeout: 15_000 },
    )
    .toBe(said)
}

async function press(page: Page, text: string): Promise<void> {
  await repostOf(page, text).click()
  const item = page.getByRole('menuitem', { name: /^(Undo repost|Repost)$/ })
  await Promise.all([page.waitForResponse('**/repost'), item.click()])
}

test('a repost reaches followers, says who and how many, and is undone', async () => {
  const [ana, ben, cem, dora] = [
    await site.somebody('ana'),
    await site.somebody('ben'),
    await site.somebody('cem'),
    await site.somebody('dora'),
  ]
  await writePost(ana.page, 'Worth handing on')
  await follow(dora.page, ben.handle)
  await follow(dora.page, cem.handle)

  await ben.page.goto('/explore')
  await press(ben.page, 'Worth handing on')
  expect(await repostOf(ben.page, 'Worth handing on').getAttribute('aria-pressed')).toBe('true')
  await untilSaid(dora.page, '/', 'Worth handing on', `${ben.handle} reposted`)
  await dora.page.locator('.why').getByRole('link', { name: ben.handle }).click()
  await dora.page.waitForURL(`**/@${ben.handle}`)
  await untilSaid(ben.page, '/', 'Worth handing on', 'You reposted')
  await press(ben.page, 'Worth handing on')
  expect(await postOf(ben.page, 'Worth handing on').innerText()).not.toContain('reposted')
  await press(ben.page, 'Worth handing on')

  await cem.page.goto('/explore')
  await press(cem.page, 'Worth handing on')
  await untilSaid(dora.page, '/', 'Worth handing on', `${cem.handle} and 1 other reposted`)
  expect(await repostOf(dora.page, 'Worth handing on').getAttribute('aria-label')).toContain('2 reposts')

  await press(cem.page, 'Worth handing on')
  await press(ben.page, 'Worth handing on')
  await untilSaid(dora.page, '/', 'Worth handing on', null)
  await dora.page.goto('/explore')
  expect(await repostOf(dora.page, 'Worth handing on').getAttribute('aria-label')).toBe('Repost')
})

test('a repost shows at once, by keyboard too, and is taken back aloud when it fails', async () => {
  const { page } = await site.somebody('rita')
  await writePost(page, 'Repost this')
  const repost = repostOf(page, 'Repost this')
  let refuse = () => {}
  await page.route('**/posts/*/repost*', (route) => {
    refuse = () => void route.abort()
  })
  await postOf(page, 'Repost this').focus()
  await page.keyboard.press('t')
  await page.getByRole('menuitem', { name: 'Repost' }).waitFor()
  await Promise.all([page.waitForRequest('**/repost'), page.keyboard.press('Enter')])
  await expect.poll(() => repost.getAttribute('aria-pressed')).toBe('true')
  refuse()
  await page.getByText('Your repost was not saved. It is undone.').waitFor()
  expect(await repost.getAttribute('aria-pressed')).toBe('false')

  await page.unroute('**/posts/*/repost*')
  await postOf(page, 'Repost this').focus()
  await page.keyboard.press('t')
  await page.getByRole('menuitem', { name: 'Repost' }).waitFor()
  await Promise.all([page.waitForResponse('**/repost'), page.keyboard.press('Enter')])
  await page.goto('/')
  expect(await repost.getAttribute('aria-pressed')).toBe('true')
})

test('a post for followers is theirs alone, until its author opens it to everyone', async () => {
  const [ana, ben, cem] = [await site.somebody('ana'), await site.somebody('ben'), await site.somebody('cem')]
  await follow(ben.page, ana.handle)
  await ana.page.goto('/')
  await ana.page.getByRole('combobox', { name: 'Who sees this post' }).selectOption('Followers')
  await writePost(ana.page, 'Between us')
  expect(await ana.page.getByRole('combobox', { name: 'Who sees this post' }).inputValue()).toBe('public')
  const link = await postOf(ana.page, 'Between us').locator('a.when').getAttribute('href')
  const path = link ?? ''

  await untilSaid(ben.page, '/', 'Between us', '')
  await postOf(ben.page, 'Between us').getByText('Followers', { exact: true }).waitFor()
  await repostOf(ben.page, 'Between us').click({ force: true })
  await ben.page.getByRole('status').getByText('Only posts for everyone can be reposted.').waitFor()
  expect(await repostOf(ben.page, 'Between us').getAttribute('aria-disabled')).toBe('true')

  const { page: nobody } = await site.visit()
  for (const page of [cem.page, nobody]) {
    expect((await page.goto(path))?.status()).toBe(404)
    await page.goto('/explore')
    expect(await postOf(page, 'Between us').count()).toBe(0)
  }

  await changeAudience(ana.page, 'Between us', 'Everyone')
  await ana.page.getByText('Everyone can see this post now.').waitFor()
  expect(await postOf(ana.page, 'Between us').getByText('Followers', { exact: true }).count()).toBe(0)
  expect((await nobody.goto(path))?.status()).toBe(200)

  await ben.page.goto('/')
  await press(ben.page, 'Between us')
  await changeAudience(ana.page, 'Between us', 'Followers')
  await ana.page.getByText('Only your followers can see this post now.').waitFor()
  expect((await nobody.goto(path))?.status()).toBe(404)
  expect((await cem.page.goto(path))?.status()).toBe(404)
})

async function changeAudience(page: Page, text: string, audience: string): Promise<void> {
  await postOf(page, text).getByRole('link', { name: 'More about this post' }).click()
  await page.getByRole('menuitem', { name: 'Change who sees this' }).click()
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: new RegExp(`^${audience}`) })
    .check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
}

test('without scripts: post for followers, open it to everyone, repost and undo', async () => {
  const { page } = await site.somebody('nora', { javaScriptEnabled: false })
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Quiet words')
  await page.getByRole('combobox', { name: 'Who sees this post' }).selectOption('Followers')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  expect(await repostOf(page, 'Quiet words').getAttribute('type')).toBe('button')

  await postOf(page, 'Quiet words').locator('a.when').click()
  await page.getByText('Change who sees this').first().click()
  await page.getByRole('radio', { name: 'Everyone' }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await repostOf(page, 'Quiet words').click()
  expect(await repostOf(page, 'Quiet words').getAttribute('aria-pressed')).toBe('true')
  await repostOf(page, 'Quiet words').click()
  expect(await repostOf(page, 'Quiet words').getAttribute('aria-pressed')).toBe('false')
})
