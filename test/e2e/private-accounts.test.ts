import { expect, test } from 'vitest'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('an account is made private, somebody asks and is let in by keyboard, and is taken off again', async () => {
  const [ana, ben] = [await site.somebody('ana'), await site.somebody('ben')]
  await writePost(ana.page, 'For those whom I know')
  await ana.page.goto('/settings/privacy')
  await ana.page.getByRole('radio', { name: /^Only followers I approve/ }).check()
  await ana.page.getByRole('button', { name: 'Save' }).click()
  await ana.page.getByText('Your choice is saved').waitFor()
  await ana.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Requests' }).waitFor()

  await ben.page.goto(`/@${ana.handle}`)
  await ben.page.getByText('This account is private').waitFor()
  expect(await ben.page.getByText('For those whom I know').count()).toBe(0)
  await Promise.all([
    ben.page.waitForResponse('**/follow'),
    ben.page.getByRole('button', { name: /^Ask to follow/ }).click(),
  ])
  await ben.page.reload()
  await ben.page.getByRole('button', { name: /^Requested to follow/ }).click()
  await Promise.all([
    ben.page.waitForResponse('**/follow'),
    ben.page.getByRole('button', { name: /^Ask to follow/ }).click(),
  ])

  await ana.page.goto('/')
  await ana.page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Requests|waiting/ })
    .click()
  const approve = ana.page.getByRole('button', { name: `Approve @${ben.handle}` })
  await approve.focus()
  await ana.page.keyboard.press('Enter')
  await ana.page.getByText(`@${ben.handle} follows you now`).waitFor()
  await ana.page.getByText('Nobody asks to follow you').waitFor()
  expect(await ana.page.getByText('waiting', { exact: true }).count()).toBe(0)

  await ben.page.reload()
  await ben.page.getByText('For those whom I know').waitFor()
  await ana.page.goto(`/@${ana.handle}/followers`)
  await ana.page.getByRole('button', { name: `Remove @${ben.handle} from your followers` }).click()
  const dialog = ana.page.getByRole('dialog')
  await dialog.getByText('They stop getting your posts').waitFor()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await ana.page.getByText(`Nobody follows @${ana.handle} yet`).waitFor()
  await ben.page.reload()
  await ben.page.getByText('This account is private').waitFor()
})
