import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { imageFile } from '#test/support/images.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

type Shape = Parameters<typeof imageFile>[0]

async function file(name: string, shape: Shape = {}) {
  return { name, mimeType: `image/${shape.format ?? 'jpeg'}`, buffer: await imageFile(shape) }
}

const chooser = (page: Page) => page.locator('input[type="file"][multiple]')
const post = (page: Page) => page.getByRole('button', { name: 'Post', exact: true }).click()
const tray = (page: Page) => page.getByRole('list', { name: 'Images of this post' }).getByRole('listitem')
const prepared = (page: Page, count: number) =>
  page.waitForFunction(
    (n) => document.querySelectorAll('.tray-image').length === n && !document.querySelector('.tray-image progress'),
    count,
  )

/** Gives the page a file as a drop or a paste does. */
async function give(page: Page, how: 'drop' | 'paste', bytes: Buffer): Promise<void> {
  // The page's script says that it listens.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('#composer') ?? {}).some((name) => name.startsWith('__reactProps')),
  )
  await page.evaluate(
    ([how, base64]) => {
      const data = new DataTransfer()
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      data.items.add(new File([bytes], 'given.jpg', { type: 'image/jpeg' }))
      const options = { bubbles: true, cancelable: true }
      const event =
        how === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data })
      document.querySelector('#composer')?.dispatchEvent(event)
    },
    [how, bytes.toString('base64')] as const,
  )
}

test('images are chosen, described, posted, opened and read with the keyboard alone', async () => {
  const { page } = await site.somebody('ina')
  await chooser(page).setInputFiles([
    await file('wide.jpg', { width: 1600, height: 900 }),
    await file('tall.png', { width: 500, height: 900, format: 'png' }),
  ])
  await prepared(page, 2)
  await page.getByRole('button', { name: 'Describe image 1' }).click()
  expect(await auditPage(page)).toEqual([])
  await page.getByLabel('What it shows').fill('A wide river\nat noon')
  await page.getByLabel('From left to right').fill('20')
  await page.keyboard.press('Escape')

  await post(page)
  await page.getByText('An image has no description').waitFor()
  await post(page)
  const row = page.getByRole('article').filter({ has: page.locator('.pics-2') })
  await row.waitFor()
  expect(await row.locator('.shot').first().getAttribute('class')).toContain('fx-2')
  expect(await page.locator('.tray').count()).toBe(0)

  await row.locator('.alt > summary').focus()
  await page.keyboard.press('Enter')
  await row.getByText('at noon').waitFor()
  await page.keyboard.press('Enter')

  const first = row.getByRole('link', { name: 'A wide river at noon' })
  await first.focus()
  await page.keyboard.press('Enter')
  const viewer = page.getByRole('dialog', { name: 'Images' })
  await viewer.getByText('Image 1 of 2').waitFor()
  expect(await auditPage(page)).toEqual([])
  await page.keyboard.press('ArrowRight')
  await viewer.getByText('Image 2 of 2').waitFor()
  expect(await viewer.getByRole('button', { name: 'Next image' }).count()).toBe(0)
  // A swipe is the browser's own scrolling.
  await viewer.locator('.reel').evaluate((reel) => reel.scrollTo({ left: 0 }))
  await viewer.getByText('Image 1 of 2').waitFor()
  await page.keyboard.press('End')
  await viewer.getByText('Image 2 of 2').waitFor()
  await page.keyboard.press('Home')
  await viewer.getByText('Image 1 of 2').waitFor()
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'hidden' })
  expect(await first.evaluate((link) => link === document.activeElement), 'the focus is back').toBe(true)
})

test('nothing moves as an image arrives', async () => {
  const { page } = await site.somebody('stil')
  await chooser(page).setInputFiles(await file('wide.jpg', { width: 1600, height: 900 }))
  await prepared(page, 1)
  await page.getByRole('textbox', { name: 'What is happening?' }).fill('Still waters')
  await post(page)
  await post(page)
  await page.getByRole('article').filter({ hasText: 'Still waters' }).waitFor()
  // Its files do not come.
  await page.route('**/media/**', (route) => route.abort())
  await page.reload()
  const size = () =>
    page
      .locator('.shot')
      .first()
      .evaluate((image) => image.getBoundingClientRect().toJSON())
  const before = await size()
  expect(before.width / before.height).toBeCloseTo(16 / 9, 1)
  await page.unroute('**/media/**')
  await page.reload()
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.shot')?.complete)
  const shown = () =>
    page
      .locator('.shot')
      .first()
      .evaluate((image) => image instanceof HTMLImageElement && image.currentSrc)
  expect(await shown(), 'the format that takes fewer bytes').toMatch(/\.avif$/)
  const after = await size()
  // The sizes are whole pixels, so that their shapes differ by less than one.
  expect(Math.abs(after.bottom - before.bottom)).toBeLessThan(1)
})

test('images are dropped and pasted; a fifth, and what is none, is refused with the reason', async () => {
  const { page } = await site.somebody('dora')
  await give(page, 'drop', await imageFile())
  await give(page, 'paste', await imageFile())
  await prepared(page, 2)
  await chooser(page).setInputFiles([
    await file('3.jpg'),
    { name: '4.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not an image, whatever it is called') },
    await file('5.jpg'),
  ])
  await page.getByText('A post has at most 4 images').waitFor()
  await tray(page).nth(3).getByText('This is no image that we can take').waitFor()
  expect(await page.getByRole('button', { name: 'Add images' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Remove image 4' }).click()
  await prepared(page, 3)
  expect(await tray(page).count()).toBe(3)
})

test('an upload that fails is tried again, one that takes long is stopped, and a post that fails keeps its images', async () => {
  const { page } = await site.somebody('resa')
  await page.route('**/media', (route) => route.abort())
  await chooser(page).setInputFiles(await file('one.jpg'))
  await page.getByText('The image could not be sent').waitFor()
  // Asked for its description first, then told why not.
  for (let n = 0; n < 2; n += 1) await post(page)
  await page.getByText('One of the images could not be used').waitFor()
  await page.unroute('**/media')
  await page.getByRole('button', { name: 'Try again' }).click()
  await prepared(page, 1)
  expect(await page.getByText('One of the images could not be used').count()).toBe(0)

  // One that never ends.
  await page.route('**/media', () => undefined)
  await chooser(page).setInputFiles(await file('two.jpg'))
  await page.getByRole('button', { name: 'Stop sending image 2' }).click()
  await prepared(page, 1)

  await page.route('**/posts*', (route) => route.abort())
  await post(page)
  await post(page)
  await page.getByText('The server could not be reached').waitFor()
  await page.unroute('**/posts*')
  await post(page)
  await page.locator('.pics-1').first().waitFor()
})

test('a sensitive image is not loaded until somebody asks for it', async () => {
  const { page } = await site.somebody('senta')
  await chooser(page).setInputFiles(await file('one.jpg'))
  await prepared(page, 1)
  await page.getByRole('checkbox', { name: 'Hide the images' }).check()
  await post(page)
  await post(page)
  await page.locator('.veil').first().waitFor()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.reload()
  await page.locator('.veil').first().waitFor()
  expect(await auditPage(page)).toEqual([])
  const pictures = () => asked.filter((path) => path.startsWith('/media/'))
  expect(pictures()).toEqual([])
  await page.getByText('Show', { exact: true }).click()
  await expect.poll(pictures).toHaveLength(1)
  await page.getByText('Hide', { exact: true }).click()
  expect(await page.locator('.shot').first().isVisible()).toBe(false)
})

test('without scripts, pictures go with the form, and are opened by their link', async () => {
  const { context, person } = await site.somebody('nola')
  const state = await context.storageState()
  const { page } = await site.visit({ javaScriptEnabled: false, storageState: state })
  await page.goto('/compose')
  await page.getByText('Add images', { exact: true }).click()
  await page
    .getByLabel('File')
    .first()
    .setInputFiles(await file('one.jpg'))
  await page.getByPlaceholder('Describe it').first().fill('A dark corner')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.waitForURL('**/')
  await expect
    .poll(
      async () => {
        await page.goto(`/@${person.handle}`)
        return page.locator('.shot').count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
  await page.getByText('ALT').click()
  expect(await page.locator('.alt > p').textContent()).toBe('A dark corner')
  await page.goto((await page.locator('.pic > a').getAttribute('href')) ?? '')
  expect(page.url()).toMatch(/\/media\/[\w-]{32}\/large\.webp$/)
})
