import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { auditPage } from '#test/screenshots/audit.ts'
import { choosePictures } from '#test/screenshots/pages.ts'
import { withClient } from '#test/support/databases.ts'
import { newPerson, signUp } from '#test/support/pages.ts'
import { startSite } from '#test/support/site.ts'

const site = startSite()

/** What is wrong with pages at 320 px. */
async function problemsOf(page: Page, paths: readonly string[]): Promise<string[]> {
  const problems: string[] = []
  for (const path of paths) {
    await page.goto(path)
    problems.push(...(await problemsHere(page)).map((problem) => `${path}: ${problem}`))
  }
  return problems
}

/** What axe finds, and what scrolls sideways. */
async function problemsHere(page: Page): Promise<string[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return [...(await auditPage(page)), ...(excess > 0 ? [`scrolls sideways by ${excess} px`] : [])]
}

/** Makes a list with somebody on it. @returns its address */
async function makeList(page: Page, handle: string): Promise<string> {
  await page.goto('/lists')
  await page.getByLabel('Name of a new list').fill('People of the rivers and streams, near and far')
  await page.getByRole('button', { name: 'Make list' }).click()
  await page.getByLabel('Add somebody by handle').fill(handle)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: `Remove @${handle}` }).waitFor()
  return new URL(page.url()).pathname.replace('/people', '')
}

/** Pictures as they are written, posted and looked at. */
async function problemsWithPictures(page: Page): Promise<string[]> {
  await page.goto('/compose')
  await choosePictures(page)
  const problems = await problemsHere(page)
  await page.getByRole('button', { name: 'Describe image 2' }).click()
  problems.push(...(await problemsHere(page)))
  await page.getByRole('button', { name: 'Done' }).click()
  const post = page.getByRole('button', { name: 'Post', exact: true })
  await post.click()
  await page.getByText('has no description').waitFor()
  problems.push(...(await problemsHere(page)))
  await post.click()
  await page.locator('.pics').first().waitFor()
  problems.push(...(await problemsHere(page)))
  await page.locator('.alt > summary').click()
  problems.push(...(await problemsHere(page)))
  await page.locator('.alt > summary').click()
  await page.locator('.pics a').first().click()
  await page.getByRole('dialog', { name: 'Images' }).waitFor()
  problems.push(...(await problemsHere(page)))
  await page.keyboard.press('Escape')
  return problems
}

/** Makes somebody an admin of a site where jobs were given up. */
async function giveJobsTo(handle: string): Promise<void> {
  // By the command: who somebody is, is cached, and SQL of a test's own would tell nobody.
  await promisify(execFile)(process.execPath, ['dist/cli.js', 'users', 'set-role', handle, 'admin'], {
    env: site.env(),
  })
  await withClient(site.env().DATABASE_URL, async (client) => {
    await client.query(
      `INSERT INTO dead_letter (id, queue, name, key, payload, error, deaths)
       SELECT gen_random_uuid(), 'feeds', 'test.job', repeat('k', n * 20), '{"a": 1}', repeat('Error:no', n * 50), n
       FROM generate_series(1, 3) n ON CONFLICT DO NOTHING`,
    )
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every kind of page passes WCAG 2.2 AA at 320 px, ${colorScheme}`, async () => {
    const viewport = { width: 320, height: 720 }
    const { page } = await site.visit({ reducedMotion: 'reduce', viewport, colorScheme })
    const [ana, ben] = [newPerson('ana'), newPerson('ben')]
    expect(await problemsOf(page, ['/', '/explore', '/sign-up', '/sign-in', '/nothing-here'])).toEqual([])
    await signUp(page, ana)
    for (const audience of ['Everyone', 'Unlisted', 'Followers', 'Mentioned']) {
      await page.goto('/compose')
      await page.getByRole('textbox', { name: 'What is happening?' }).fill(`For #streams, ${colorScheme}`)
      await page.getByRole('combobox', { name: 'Who sees this post' }).selectOption(audience)
      await page.locator('.options > summary').click()
      await page.getByLabel('Who can reply').selectOption('Those mentioned in it')
      if (audience === 'Unlisted') {
        await page.getByLabel('Content warning').fill('Streams, and what swims in them when nobody looks')
        expect(await problemsHere(page)).toEqual([])
      }
      await page.getByRole('button', { name: 'Post', exact: true }).click()
      await page.getByText('Posted').first().waitFor()
    }
    await page.goto('/')
    const own = (await page.locator('a.when').first().getAttribute('href')) ?? ''
    await page.goto(`${own}/edit`)
    await page.getByRole('textbox', { name: 'Text of the post' }).fill('Changed')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await problemsOf(page, [own, `${own}/history`, `${own}/edit`, `${own}/redraft`])).toEqual([])
    await page.goto('/')
    await page.getByRole('link', { name: 'More about this post' }).first().click()
    await page.getByRole('menuitem', { name: 'Change who sees this' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await problemsHere(page)).toEqual([])

    expect(await problemsWithPictures(page)).toEqual([])

    const { page: reader } = await site.visit({ reducedMotion: 'reduce', viewport, colorScheme })
    await signUp(reader, ben)
    await reader.goto(`/@${ana.handle}`)
    await reader.getByRole('button', { name: /^Follow / }).click()
    await reader.getByRole('button', { name: /unfollow/i }).waitFor()
    const repost = reader.locator('[data-key="t"]:not([aria-disabled])').first()
    await repost.click()
    expect(await problemsHere(reader)).toEqual([])
    await Promise.all([reader.waitForResponse('**/repost'), reader.getByRole('menuitem', { name: 'Repost' }).click()])
    const thread = await reader.locator('a.when').first().getAttribute('href')
    const paths = ['/', '/explore', '/tags/streams', `/@${ana.handle}`, thread ?? '/', '/compose', '/settings']
    const more = [
      '/mentions',
      '/drafts',
      '/scheduled',
      `${thread}?sort=best`,
      '/settings/feed',
      '/settings/pictures',
      '/settings/people',
      '/settings/people?list=muted',
      '/settings/people?list=reposts',
      '/settings/people?list=levels',
      '/settings/words',
      '/settings/conversations',
      '/settings/privacy',
      '/requests',
      '/settings/appearance',
      '/settings/password',
      '/settings/sessions',
      `/@${ana.handle}/followers`,
      ...['reactions', 'reactions?kind=like', 'reposts'].map((page) => `${thread}/${page}`),
      '/reactions',
    ]
    expect(await problemsOf(reader, [...paths, ...more])).toEqual([])

    const lists = ['/lists', `/people/${ana.handle}/lists`]
    expect(await problemsOf(reader, lists)).toEqual([])
    const list = await makeList(reader, ana.handle)
    expect(await problemsHere(reader)).toEqual([])
    expect(await problemsOf(reader, [...lists, list, `${list}/people`, `${list}/edit`])).toEqual([])
    await reader.locator('summary', { hasText: 'Delete this list' }).click()
    expect(await problemsHere(reader)).toEqual([])

    await reader.goto(`/@${ana.handle}`)
    await reader.getByRole('button', { name: /^More about/ }).click()
    await reader.getByRole('menuitem', { name: /^How much/ }).click()
    await reader.getByRole('radio', { name: /^Less/ }).check()
    expect(await problemsHere(reader)).toEqual([])
    await reader.getByRole('button', { name: 'Save' }).click()
    await reader.getByText('shows less of this person').waitFor()
    expect(await problemsHere(reader)).toEqual([])
    expect(await problemsOf(reader, ['/settings/people?list=levels'])).toEqual([])

    await reader.goto(`/@${ana.handle}`)
    await reader.getByRole('button', { name: /^More about/ }).click()
    expect(await problemsHere(reader)).toEqual([])
    await reader.getByRole('menuitem', { name: /^Mute/ }).click()
    expect(await problemsHere(reader)).toEqual([])
    await reader.getByRole('dialog').getByRole('button', { name: 'Mute' }).click()
    await reader.getByRole('button', { name: /^Unmute/ }).waitFor()
    expect(await problemsOf(reader, [`/@${ana.handle}`, '/settings/people?list=muted'])).toEqual([])
    await reader.goto(`/@${ana.handle}`)
    await reader.getByRole('button', { name: /^More about/ }).click()
    await reader.getByRole('menuitem', { name: /^Block/ }).click()
    expect(await problemsHere(reader)).toEqual([])
    await reader.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await reader.getByRole('button', { name: /^Unblock/ }).waitFor()
    expect(await problemsOf(reader, [`/@${ana.handle}`, '/settings/people'])).toEqual([])

    await reader.goto('/settings/words')
    await reader.getByLabel('Word, words in a row').fill('streams')
    await reader.getByRole('radio', { name: /^Fold them/ }).check()
    await reader.getByRole('button', { name: 'Mute', exact: true }).click()
    await reader.getByText('“streams” is muted').waitFor()
    expect(await problemsHere(reader)).toEqual([])
    expect(await problemsOf(reader, ['/settings/words', '/explore'])).toEqual([])
    await page.goto('/')
    const keep = page.getByRole('button', { name: 'Bookmark', exact: true }).first()
    const [response] = await Promise.all([page.waitForResponse('**/bookmark'), keep.click()])
    expect(await problemsOf(page, ['/bookmarks', `${new URL(response.url()).pathname}/folder`])).toEqual([])
    await page.goto('/bookmarks/folders')
    await page.getByLabel('New folder').fill('Recipes from far away and long ago')
    await page.getByRole('button', { name: 'Make folder' }).click()
    await page.locator('summary', { hasText: 'Rename or delete' }).click()
    expect(await problemsHere(page)).toEqual([])
    await page.goto('/settings/privacy')
    await page.getByRole('radio', { name: /^Only followers/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your choice is saved').waitFor()
    const { page: asker } = await site.visit({ reducedMotion: 'reduce', viewport, colorScheme })
    await signUp(asker, newPerson('cleo'))
    await asker.goto(`/@${ana.handle}`)
    await asker.getByRole('button', { name: /^Ask to follow/ }).click()
    await asker.getByRole('button', { name: /^Requested/ }).waitFor()
    expect(await problemsOf(asker, [`/@${ana.handle}`])).toEqual([])
    expect(await problemsOf(page, ['/requests', '/settings/privacy'])).toEqual([])
    await Promise.all([
      page.waitForResponse('**/request'),
      page.goto('/requests').then(() => page.getByRole('button', { name: /^Approve @/ }).click()),
    ])
    expect(await problemsOf(page, ['/requests', `/@${ana.handle}/followers`])).toEqual([])
    await page
      .getByRole('button', { name: /^Remove @/ })
      .first()
      .click()
    expect(await problemsHere(page)).toEqual([])

    await giveJobsTo(ben.handle)
    await reader.goto('/admin/jobs')
    for (const name of ['Details', 'Discard']) await reader.locator('summary', { hasText: name }).first().click()
    expect(await problemsHere(reader)).toEqual([])
    await reader.getByRole('button', { name: 'Discard for good' }).click()
    await reader.getByText('The job is discarded.').waitFor()
  })

  test(`the site's own emoji pass it, where they are made and where they are used, ${colorScheme}`, async () => {
    const options = { reducedMotion: 'reduce', viewport: { width: 320, height: 720 }, colorScheme } as const
    const { page, handle } = await site.somebody('eva', options)
    await giveJobsTo(handle)
    await page.goto('/admin/emoji')
    await page.getByLabel('Name').fill(`parrot_${colorScheme}`)
    await page.getByLabel('Image').setInputFiles('public/icon-192.png')
    await page.getByRole('button', { name: 'Add emoji' }).click()
    const added = page.getByRole('listitem').filter({ hasText: `parrot_${colorScheme}` })
    await added.locator('img.emoji').waitFor()
    // High enough for the form: else the bar at the bottom lies on one of its fields, until somebody scrolls.
    await page.setViewportSize({ width: 320, height: 1_600 })
    expect(await problemsOf(page, ['/admin/emoji'])).toEqual([])
    await added.getByRole('link', { name: 'Edit :' }).click()
    await page.getByRole('button', { name: 'Save' }).waitFor()
    expect(await problemsHere(page)).toEqual([])
    await page.setViewportSize(options.viewport)
    await page.goto('/compose')
    await page.getByRole('textbox', { name: 'What is happening?' }).fill(`A :parrot_${colorScheme}:`)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByText('Posted').first().waitFor()
    await page.goto('/')
    const post = page.getByRole('article').first()
    await post.getByRole('img', { name: ':parrot' }).waitFor()
    await post.getByRole('link', { name: 'Choose a reaction' }).click()
    await page.getByRole('menuitemradio', { name: ':parrot' }).first().waitFor()
    expect(await problemsHere(page)).toEqual([])
    await Promise.all([
      page.waitForResponse('**/reaction'),
      page.getByRole('menuitemradio', { name: ':parrot' }).first().click(),
    ])
    const at = await post.locator('a.when').getAttribute('href')
    expect(await problemsOf(page, [`${at}`, `${at}/react`, `${at}/reactions`])).toEqual([])
  })
}
