import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { withClient } from '#test/support/databases.ts'
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
