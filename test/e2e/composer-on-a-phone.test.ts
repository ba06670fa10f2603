import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSite } from '#test/support/site.ts'

const site = startSite()

test('what is said of a post leaves the button above the bar of a phone, and is seen itself', async () => {
  const { page } = await site.somebody('pia', { viewport: { width: 360, height: 720 }, reducedMotion: 'reduce' })
  const bar = page.getByRole('navigation', { name: 'Main' }).last()
  const endOf = async (part: Locator) => {
    const box = await part.boundingBox()
    return box ? box.y + box.height : Number.NaN
  }
  const roomBelow = async (part: Locator) => ((await bar.boundingBox())?.y ?? Number.NaN) - (await endOf(part))
  await page.goto('/compose')
  await page.locator('#composer').fill('A line\n'.repeat(6))
  const post = page.getByRole('button', { name: 'Post', exact: true })
  // A window in which the button is just above the bar.
  await page.setViewportSize({ width: 360, height: Math.ceil(720 - (await roomBelow(post))) })
  await page.route('**/posts*', (route) => route.abort())
  await post.click()
  const problem = page.getByText('The server could not be reached')
  await problem.waitFor()
  await expect.poll(() => roomBelow(post)).toBeGreaterThanOrEqual(0)
  expect(await roomBelow(problem)).toBeGreaterThanOrEqual(0)
})
