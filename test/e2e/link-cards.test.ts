import { createHash, randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { auditPage } from '#test/screenshots/audit.ts'
import { withClient } from '#test/support/databases.ts'
import { imageFile, picture } from '#test/support/images.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite({ LINK_PREVIEWS: 'on' })

/** A page that said so already; nothing answers at its address. */
async function knownPage(url: string, title: string): Promise<void> {
  const key = createHash('sha256').update(url).digest('base64url')
  await withClient(site.env().DATABASE_URL, (client) =>
    client.query(
      `INSERT INTO link_card (key, url, title, description, site_name, expires_at)
       VALUES ($1, $2, $3, 'Where two of them meet, a third one begins.', 'Rivers', now() + interval '1 day')`,
      [key, url, title],
    ),
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the card of a linked page stands below a post, unless its author leaves it out, ${colorScheme}`, async () => {
    const options = { reducedMotion: 'reduce', viewport: { width: 320, height: 720 }, colorScheme } as const
    const { page } = await site.somebody('ana', options)
    const url = `https://rivers-${colorScheme}.invalid/`
    await knownPage(url, 'How <b>streams</b> join')
    const text = page.getByRole('textbox', { name: 'What is happening?' })
    const post = page.getByRole('button', { name: 'Post', exact: true })

    await page.goto('/compose')
    await text.fill(`Worth reading: ${url}`)
    await page.getByText(`A card of rivers-${colorScheme}.invalid goes with it.`).waitFor()
    expect(await auditPage(page)).toEqual([])
    await post.click()
    const card = page.getByRole('link', { name: 'How <b>streams</b> join' })
    await card.waitFor()
    expect(await card.getAttribute('href')).toBe(url)
    expect(await card.getAttribute('rel')).toBe('nofollow ugc noopener')
    expect(await card.innerText()).toContain(`rivers-${colorScheme}.invalid`)
    expect(await auditPage(page)).toEqual([])

    await page.goto('/compose')
    await text.fill(`Only its address: ${url}`)
    await page.getByRole('button', { name: 'Leave it out' }).click()
    await page.getByText(`No card of rivers-${colorScheme}.invalid goes with it.`).waitFor()
    await post.click()
    const plain = page.getByRole('article').filter({ hasText: 'Only its address' })
    await plain.waitFor()
    expect(await card.count()).toBe(1)
    await plain.locator('a.when').click()
    await page.locator('.post-focus').waitFor()
    expect(await card.count()).toBe(0)
  })
}

/** The page's image, as the worker has prepared it. */
async function imageOf(url: string): Promise<void> {
  const [id, imageKey] = [newId(), randomBytes(24).toString('base64url')]
  const folder = `${site.env().MEDIA_PATH}/${imageKey.slice(0, 2)}/${imageKey}`
  await mkdir(folder, { recursive: true })
  const image = picture({ width: 600, height: 400 })
  for (const type of ['webp', 'avif'] as const) await image.clone().toFormat(type).toFile(`${folder}/small.${type}`)
  await withClient(site.env().DATABASE_URL, async (client) => {
    await client.query(
      `INSERT INTO media (id, key, kind, state, bytes, width, height, alt, has_avif, created_at)
       VALUES ($1, $2, 'card', 'ready', 1, 600, 400, 'A dark corner', true, now())`,
      [id, imageKey],
    )
    await client.query('UPDATE link_card SET image_id = $1 WHERE url = $2', [id, url])
  })
}

for (const [width, colorScheme] of [
  [360, 'light'],
  [1280, 'dark'],
] as const) {
  test(`a card shows the image of its page without moving, and not beside what is hidden, at ${width} px`, async () => {
    const { page } = await site.somebody(`ida${width}`, { colorScheme, viewport: { width, height: 800 } })
    const url = `https://lakes-${width}.invalid/`
    await knownPage(url, 'Where lakes come from')
    await imageOf(url)
    await page.goto('/compose')
    await page.getByRole('textbox', { name: 'What is happening?' }).fill(`Seen: ${url}`)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    const shot = page.getByRole('img', { name: 'A dark corner' })
    await shot.scrollIntoViewIfNeeded()
    await expect.poll(() => shot.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(600)
    expect(await shot.evaluate((image) => image instanceof HTMLImageElement && image.currentSrc)).toMatch(/\.avif$/)
    const after = await page.locator('.card').boundingBox()
    expect(await auditPage(page)).toEqual([])
    await page.route('**/media/**', (route) => route.abort())
    await page.reload()
    await shot.waitFor()
    expect(await page.locator('.card').boundingBox()).toEqual(after)
    await page.unroute('**/media/**')

    const file = { name: 'one.jpg', mimeType: 'image/jpeg', buffer: await imageFile() }
    await page.goto('/compose')
    await page.locator('input[type="file"][multiple]').setInputFiles(file)
    await page.getByRole('checkbox', { name: 'Hide the images until' }).check()
    await page.getByRole('textbox', { name: 'What is happening?' }).fill(`Hidden: ${url}`)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByText('An image has no description').waitFor()
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    const hidden = page.getByRole('article').filter({ hasText: 'Hidden:' })
    await hidden.getByRole('link', { name: 'Where lakes come from' }).waitFor()
    expect(await hidden.getByRole('img', { name: 'A dark corner' }).count()).toBe(0)
  })
}
