import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a conversation is read in any order, folded and gone on with, ${colorScheme}`, async () => {
    const viewport = { width: 320, height: 720 }
    const { page } = await site.somebody('ana', { viewport, colorScheme, reducedMotion: 'reduce' })
    async function answer(text: string) {
      await page.getByRole('textbox', { name: /^Your reply/ }).fill(text)
      await page.getByRole('button', { name: 'Reply', exact: true }).click()
      await page.getByRole('article').filter({ hasText: text }).last().waitFor()
    }
    await page.goto('/compose')
    await page.getByRole('textbox', { name: 'What is happening?' }).fill('The question')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByRole('article').filter({ hasText: 'The question' }).locator('a.when').click()
    await page.locator('.post-focus').waitFor()
    const question = page.url()
    for (const text of ['First answer', 'Second answer']) await answer(text)
    await page.getByRole('article').filter({ hasText: 'First answer' }).locator('a.when').click()
    await page.waitForURL((url) => url.href !== question)
    for (const text of ['Below one', 'Below two', 'Below three', 'Below four']) await answer(text)

    await page.goto(question)
    const texts = async () => page.locator('[role="feed"] .text').allInnerTexts()
    expect(await texts()).toEqual(['First answer', 'Below one', 'Below two', 'Below three', 'Second answer'])
    await page.getByRole('link', { name: 'Show all 4 replies' }).waitFor()
    expect(await auditPage(page)).toEqual([])
    await page.locator('.answers > summary').first().click()
    expect(await page.getByText('Below one').isVisible()).toBe(false)

    await page.getByRole('link', { name: 'Newest', exact: true }).click()
    await page.waitForURL('**?sort=newest')
    await expect.poll(async () => (await texts())[0]).toBe('Second answer')
    await page.getByRole('link', { name: 'Best', exact: true }).click()
    await page.waitForURL('**?sort=best')
    await page.locator('[aria-current="page"]', { hasText: 'Best' }).waitFor()
    expect(await auditPage(page)).toEqual([])

    await page.locator('.post-focus').getByRole('link', { name: 'More about this post' }).click()
    // What cannot be undone stands last.
    expect(await page.getByRole('menuitem').last().innerText()).toBe('Delete')
    await page.getByRole('menuitem', { name: 'Mute this conversation' }).click()
    await page.getByText('The conversation is muted.').waitFor()
    // The page has read itself anew.
    await page.locator('.post-focus form', { hasText: 'Unmute this conversation' }).waitFor({ state: 'attached' })
    await page.locator('.post-focus').getByRole('link', { name: 'More about this post' }).click()
    await page.getByRole('menuitem', { name: 'Unmute this conversation' }).click()
    await page.getByText('in your feeds again').waitFor()

    // What is deleted in the middle is told of, above what stands below it and where it stood.
    await page.locator('[role="feed"] .answers .post').filter({ hasText: 'Below one' }).locator('a.when').click()
    await page.locator('.post-focus').filter({ hasText: 'Below one' }).waitFor()
    const below = page.url()
    await page
      .getByRole('article')
      .filter({ hasText: 'First answer' })
      .getByRole('link', { name: 'More about this post' })
      .click()
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
    await page.getByRole('button', { name: 'Delete post' }).click()
    await page.getByText('Post deleted').waitFor()
    await page.goto(below)
    await page.getByText('A post here was deleted.').waitFor()
    expect(await auditPage(page)).toEqual([])
    await page.goto(question)
    await page.getByText('1 reply was deleted.').waitFor()
    expect((await texts()).slice(0, 2)).toEqual(['Second answer', 'Below one'])
    expect(await page.getByText('Replying to a deleted reply').count()).toBe(4)
    expect(await auditPage(page)).toEqual([])
  })
}
