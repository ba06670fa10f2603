import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { withClient } from '#test/support/databases.ts'
import { imageFile } from '#test/support/images.ts'
import { writePost } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('a thread is written in one go, and a lost answer sends none of it twice', async () => {
  const { page, handle } = await site.somebody('ida')
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('First of three')
  await page.getByRole('button', { name: 'Add another post' }).click()
  await page.keyboard.type('Second of three')
  await page.getByRole('button', { name: 'Add another post' }).click()
  await page.keyboard.type('To be removed')
  await page.getByRole('button', { name: 'Add another post' }).click()
  await page.keyboard.type('Third of three')
  await page.getByRole('button', { name: 'Remove post 3' }).click()

  // It is there again after the page was lost.
  await page.reload()
  await expect.poll(() => page.getByRole('textbox', { name: 'Post 3' }).inputValue()).toBe('Third of three')
  // The server gets it; its answer is lost.
  await page.route('**/posts*', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Post all' }).click()
  await page.getByText('The server could not be reached').waitFor()
  await page.unroute('**/posts*')
  await page.getByRole('button', { name: 'Post all' }).click()
  await page.waitForURL((url) => url.pathname === '/')

  await page.goto(`/@${handle}`)
  expect(await page.getByRole('article').count()).toBe(1)
  await page.locator('a.when').first().click()
  // Each below the one that it answers.
  const texts = () => page.locator('[role="feed"] .text').allInnerTexts()
  await expect.poll(texts).toEqual(['Second of three', 'Third of three'])
  await page.locator('[role="feed"] .answers .text', { hasText: 'Third of three' }).waitFor()
  await page.goto('/compose')
  expect(await page.getByRole('textbox', { name: 'Post 2' }).count()).toBe(0)
})

test('a further post is typed while the rest is looked at', async () => {
  const { page } = await site.somebody('lea')
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('First of two')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: 'Add another post' }).click()
  await page.keyboard.type('Second of two')
  expect(await page.getByRole('textbox', { name: 'Post 2' }).inputValue()).toBe('Second of two')
})

test('a thread that was begun does not follow another post that is being written', async () => {
  const { page, handle } = await site.somebody('mia')
  await writePost(page, 'To be quoted')
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Begun')
  await page.getByRole('button', { name: 'Add another post' }).click()
  await page.keyboard.type('Begun, and gone on with')
  await page.goto(`/@${handle}`)
  await page.locator('[data-key="t"]').click()
  await page.getByRole('menuitem', { name: 'Quote' }).click()
  await page.waitForURL('**/compose?quote=**')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Quoting')
  expect(await page.getByRole('textbox', { name: 'Post 2' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.getByRole('textbox', { name: 'Post 2' }).waitFor()
})

test('each post takes its own images, by choice, drop and paste, and a lost page loses none of them', async () => {
  const { page, handle } = await site.somebody('nia')
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Shown below')
  await page.getByRole('button', { name: 'Add another post' }).click()
  const bytes = await imageFile({ width: 900, height: 600 })
  const chooser = page.locator('.thread-part input[type="file"][multiple]')
  await chooser.setInputFiles({ name: 'one.jpg', mimeType: 'image/jpeg', buffer: bytes })
  const tray = page.getByRole('list', { name: 'Images of post 2' }).getByRole('listitem')
  const prepared = (count: number) =>
    page.waitForFunction(
      (n) =>
        document.querySelectorAll('.thread-part .tray-image').length === n &&
        !document.querySelector('.tray-image progress'),
      count,
    )
  await prepared(1)
  await page.getByRole('textbox', { name: 'Post 2' }).evaluate((field, base64) => {
    const data = new DataTransfer()
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    data.items.add(new File([bytes], 'dropped.jpg', { type: 'image/jpeg' }))
    for (const type of ['dragover', 'drop'])
      field.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
  }, bytes.toString('base64'))
  await prepared(2)
  expect(await page.getByRole('list', { name: 'Images of this post' }).count(), 'of the first').toBe(0)
  await page.getByRole('button', { name: 'Describe image 1' }).click()
  await page.getByLabel('What it shows').fill('A first view')
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: 'Hide the images until somebody asks to see them' }).check()

  await page.reload()
  await prepared(2)
  await page.getByRole('button', { name: 'Described: change the words for image 1' }).waitFor()
  expect(await page.getByRole('checkbox', { name: 'Hide the images until somebody' }).isChecked()).toBe(true)
  await tray.nth(1).getByRole('button', { name: 'Remove image 2' }).click()
  await page.getByRole('button', { name: 'Post all' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.goto(`/@${handle}`)
  await page.locator('a.when').first().click()
  const answer = page.locator('[role="feed"]').getByRole('article').first()
  await answer.locator('.veil > summary').click()
  await answer.getByRole('img', { name: 'A first view' }).waitFor()
  await page.goto('/compose')
  expect(await page.locator('.tray-image').count(), 'nothing is left').toBe(0)
})

test('images of a post that was not sent are there again after the page was lost, and said to be gone when they are', async () => {
  const { page } = await site.somebody('oda')
  await page.goto('/compose')
  const file = { name: 'one.jpg', mimeType: 'image/jpeg', buffer: await imageFile() }
  await page.locator('input[type="file"][multiple]').setInputFiles([file, file])
  const prepared = (count: number) =>
    page.waitForFunction(
      (n) => document.querySelectorAll('.tray-image').length === n && !document.querySelector('.tray-image progress'),
      count,
    )
  await prepared(2)
  await page.reload()
  await prepared(2)
  await page.getByText('Your draft is back.').waitFor()
  await withClient(site.env().DATABASE_URL, (client) =>
    client.query(`DELETE FROM media WHERE id = (SELECT id FROM media ORDER BY id DESC LIMIT 1)`),
  )
  await page.reload()
  await page.getByText('An image is not there any more').waitFor()
  await page.reload()
  await prepared(1)
  await page.getByRole('button', { name: 'Discard' }).click()
  expect(await page.locator('.tray-image').count()).toBe(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`further posts are written on a phone, ${colorScheme}`, async () => {
    const viewport = { width: 320, height: 720 }
    const { page } = await site.somebody('jo', { viewport, colorScheme, reducedMotion: 'reduce' })
    await page.goto('/compose')
    await page.getByRole('textbox', { name: 'What is happening?' }).fill('The first one')
    await page.getByRole('button', { name: 'Add another post' }).click()
    await page.getByRole('textbox', { name: 'Post 2' }).fill('x'.repeat(510))
    const image = { name: 'one.jpg', mimeType: 'image/jpeg', buffer: await imageFile() }
    await page.locator('.thread-part input[type="file"][multiple]').setInputFiles(image)
    await page.getByRole('button', { name: 'Describe image 1' }).waitFor()
    await page.getByRole('button', { name: 'Post all' }).and(page.locator(':disabled')).waitFor()
    expect(await auditPage(page)).toEqual([])
  })
}

test('without scripts a thread is written in fields that are there', async () => {
  const { page, handle } = await site.somebody('kit', { javaScriptEnabled: false })
  await page.goto('/compose')
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Plain first')
  await page.locator('summary', { hasText: 'More posts below this one' }).click()
  await page.getByRole('textbox', { name: 'Post 2' }).fill('Plain second')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.goto(`/@${handle}`)
  await page.locator('a.when').first().click()
  await page.getByRole('article').filter({ hasText: 'Plain second' }).waitFor()
})
