import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { choosePictures, type Found, type Visitor } from './pages.ts'

export type Session = { cookies: Awaited<ReturnType<BrowserContext['cookies']>>; handle: string }
/** Those who look, two whom the member keeps away, and the member's lists: one with people on it, one without. */
export type Visitors = Record<Visitor | 'blocked' | 'muted', Session> & Pick<Found, 'list' | 'listless'>

const nobody: Session = { cookies: [], handle: '' }

/**
 * Signs people up: one who does nothing, and one who follows everybody suggested, posts for everyone and for followers,
 * follows two who repost and wants less of one, blocks one, mutes one, asks a private one and keeps lists; that one; and an admin.
 */
export async function makeVisitors(browser: Browser, site: string): Promise<Visitors> {
  const newcomer = await signUp(browser, site, 'Nora Newcomer')
  const hands = [await signUp(browser, site, 'Rosa Reyes', repost), await signUp(browser, site, 'Otis Vale', repost)]
  const blocked = await signUp(browser, site, 'Basil Brand')
  const muted = await signUp(browser, site, 'Mona Marsh')
  const closed = await signUp(browser, site, 'Petra Private', async (page) => {
    await page.goto(`${site}/settings/privacy`)
    await page.getByRole('radio', { name: /^Only followers/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your choice is saved').waitFor()
  })
  await signUp(browser, site, 'Frieda Faithful', (page) => ask(page, closed))
  await approveAll(closed)
  await signUp(browser, site, 'Walter Waiting', (page) => ask(page, closed))
  const lists = { list: '', listless: '' }
  const member = await signUp(browser, site, 'Mika Laurent', async (page) => {
    await page.goto(`${site}/explore`)
    const follow = page.getByRole('main').getByRole('button', { name: /^Follow / })
    // Each one followed is no longer among them.
    for (let left = await follow.count(); left > 0; left -= 1) await follow.first().click()
    for (const { handle } of hands) {
      await page.goto(`${site}/@${handle}`)
      const open = page.getByRole('main').getByRole('button', { name: /^Follow / })
      await Promise.all([page.waitForResponse('**/follow'), open.click()])
    }
    await wantLess(page, hands[1])
    await keepAway(page, 'Block', blocked)
    await keepAway(page, 'Mute', muted)
    await ask(page, closed)
    await muteWord(page, 'patience')
    await muteConversation(page)
    await page.goto(`${site}/explore`)
    const profiles = await page
      .locator('article .who')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    const handles = [...new Set(profiles)].flatMap((path) => path?.slice('/@'.length) ?? []).slice(0, 4)
    lists.listless = await makeList(page, 'Far away')
    lists.list = await makeList(page, 'Brewers and maltsters of the valley', handles)
    await bookmarkSome(page)
    await write(page, 'Three weeks of patience, and the first glass is clear. #homebrew')
    await write(page, 'Tasting at my place on Friday, bring a glass.', 'Followers')
    await edit(page, 'Three weeks of patience, and the first glass is clear. Nearly. #homebrew')
    await write(page, 'Where shall we meet?', 'Everyone', '', 'At the weir\nAt the mill')
    await write(page, 'The recipe, for whoever was there.', 'Unlisted', 'Beer, and what went wrong')
    await writeWithPictures(page, 'From the garden, where the hops grow.')
  })
  const admin = await signUp(browser, site, 'Ada Keeper')
  makeAdmin(admin.handle)
  await addEmoji(admin)
  return { nobody, newcomer, member, private: closed, admin, blocked, muted, ...lists }

  async function bookmarkSome(page: Page) {
    await page.goto(`${site}/bookmarks/folders`)
    await page.getByLabel('New folder').fill('Recipes')
    await page.getByRole('button', { name: 'Make folder' }).click()
    await page.getByRole('link', { name: /^Recipes/ }).waitFor()
    await page.goto(`${site}/explore`)
    for (const at of [0, 1]) {
      await Promise.all([page.waitForResponse('**/bookmark'), page.locator('button[data-key="b"]').nth(at).click()])
    }
  }

  async function muteWord(page: Page, phrase: string) {
    await page.goto(`${site}/settings/words`)
    await page.getByLabel('Word, words in a row').fill(phrase)
    await page.getByRole('radio', { name: /^Fold them/ }).check()
    await page.getByRole('button', { name: 'Mute', exact: true }).click()
    await page.getByText('is muted').waitFor()
  }

  async function muteConversation(page: Page) {
    await page.goto(`${site}/explore`)
    await page.getByRole('article').nth(3).getByRole('link', { name: 'More about this post' }).click()
    await page.getByRole('menuitem', { name: 'Mute this conversation' }).click()
    await page.getByText('The conversation is muted').waitFor()
  }

  async function ask(page: Page, { handle }: Session) {
    await page.goto(`${site}/@${handle}`)
    await page.getByRole('button', { name: /^Ask to follow/ }).click()
    await page.getByRole('button', { name: /^Requested/ }).waitFor()
  }

  async function addEmoji({ cookies }: Session) {
    const context = await browser.newContext()
    await context.addCookies(cookies)
    const page = await context.newPage()
    for (const [name, file] of [
      ['stream', 'public/icon-192.png'],
      ['tributary_joins', 'public/icon-180.png'],
    ] as const) {
      await page.goto(`${site}/admin/emoji`)
      if ((await page.getByRole('link', { name: `Edit :${name}:` }).count()) > 0) continue
      await page.getByLabel('Name').fill(name)
      await page.getByLabel('Description').fill('Water on its way')
      await page.getByLabel('Category').fill('Water')
      await page.getByLabel('Image').setInputFiles(file)
      await page.getByRole('button', { name: 'Add emoji' }).click()
      await page.getByText(`:${name}: is added`).waitFor()
    }
    await page.waitForFunction(() => document.querySelectorAll('main img.emoji').length >= 2)
    await context.close()
  }

  async function approveAll({ cookies }: Session) {
    const context = await browser.newContext()
    await context.addCookies(cookies)
    const page = await context.newPage()
    await page.goto(`${site}/requests`)
    await page.getByRole('button', { name: /^Approve @/ }).click()
    await page.getByText('follows you now').waitFor()
    await context.close()
  }

  async function wantLess(page: Page, person: Session | undefined) {
    await page.goto(`${site}/people/${person?.handle}/how-much`)
    await page.getByRole('radio', { name: /^Less/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('shows less of this person').waitFor()
  }

  async function makeList(page: Page, name: string, handles: readonly string[] = []): Promise<string> {
    await page.goto(`${site}/lists`)
    await page.getByLabel('Name of a new list').fill(name)
    await page.getByRole('button', { name: 'Make list' }).click()
    for (const handle of handles) {
      await page.getByLabel('Add somebody by handle').fill(handle)
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText(`@${handle} is on this list`).waitFor()
    }
    await page.waitForURL('**/people')
    return new URL(page.url()).pathname.replace('/people', '')
  }

  async function keepAway(page: Page, how: 'Block' | 'Mute', { handle }: Session) {
    await page.goto(`${site}/@${handle}`)
    await page.getByRole('button', { name: 'More about @' }).click()
    await page.getByRole('menuitem', { name: `${how} @` }).click()
    await page.getByRole('dialog').getByRole('button', { name: how }).click()
    await page.getByRole('button', { name: `Un${how.toLowerCase()} @` }).waitFor()
  }

  async function write(page: Page, text: string, audience = 'Everyone', warning = '', poll = '') {
    await page.goto(`${site}/compose`)
    await page.locator('#composer').fill(text)
    await page.locator('.options > summary').click()
    await page.getByLabel('Content warning').fill(warning)
    await page.getByLabel('Poll', { exact: true }).fill(poll)
    await page.getByRole('combobox', { name: 'Who sees this post' }).selectOption(audience)
    await page.getByRole('main').getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByRole('status').getByText('Posted').waitFor()
  }

  async function writeWithPictures(page: Page, text: string) {
    await page.goto(`${site}/compose`)
    await choosePictures(page)
    await page.locator('#composer').fill(text)
    const post = page.getByRole('main').getByRole('button', { name: 'Post', exact: true })
    await post.click()
    await page.getByText('has no description').waitFor()
    await post.click()
    await page.getByRole('status').getByText('Posted').waitFor()
  }

  async function edit(page: Page, text: string) {
    await page.getByRole('article').nth(1).locator('.when').click()
    await page.locator('.post-focus').waitFor()
    await page.goto(`${page.url()}/edit`)
    await page.locator('#edited').fill(text)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/edit'))
  }

  async function repost(page: Page) {
    for (const at of [0, 2]) {
      await page.goto(`${site}/explore`)
      // As the browser sends it without scripts: the menu is for hands.
      const button = page.locator('button[data-key="t"]:not([aria-disabled])').nth(at)
      const answer = page.waitForResponse('**/repost')
      await button.evaluate((element) => element instanceof HTMLButtonElement && element.form?.requestSubmit(element))
      await answer
    }
  }
}

/** By the command, which works on the servers of the start that runs in this clone. @throws when the site is another's */
function makeAdmin(handle: string): void {
  const { status } = spawnSync(process.execPath, ['bin/cli.mjs', 'admin', 'users', 'set-role', handle, 'admin'])
  if (status !== 0) throw new Error(`@${handle} could not be made an admin: is the site one that runs in this clone?`)
}

/** Addresses on this site that show each kind of page with something in it. */
export async function findPages(browser: Browser, site: string, visitors: Visitors): Promise<Found> {
  const page = await browser.newPage()
  await page.goto(`${site}/explore`)
  const tag = await attribute(page, 'article a[href^="/tags/"]', 'href')
  const answered = page.locator('article', {
    has: page.locator('a[href$="#reply"][aria-label*="repl"][aria-label*="far"]'),
  })
  const thread = (await answered.count()) > 0 ? await answered.first().locator('.when').getAttribute('href') : null
  await page.goto(site + (thread ?? '/explore'))
  const reply = await attribute(page, '[role="feed"] .when', 'href')
  const person = await attribute(page, '#focused-by, article .who', 'href')
  await page.close()
  return {
    thread: thread ?? '/explore',
    reply: reply ?? '/explore',
    person: person ?? '/explore',
    tag: tag ?? '/explore',
    self: `/@${visitors.newcomer.handle}`,
    member: `/@${visitors.member.handle}`,
    blocked: `/@${visitors.blocked.handle}`,
    muted: `/@${visitors.muted.handle}`,
    closed: `/@${visitors.private.handle}`,
    list: visitors.list,
    listless: visitors.listless,
  }
}

async function signUp(
  browser: Browser,
  site: string,
  name: string,
  then?: (page: Page) => Promise<void>,
): Promise<Session> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const handle = `look_${randomBytes(4).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  await page.goto(`${site}/sign-up`)
  await page.getByLabel('Handle').fill(handle)
  await page.getByLabel('Name (optional)').fill(name)
  await page.getByLabel('Email').fill(`${handle}@example.org`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/sign-in**')
  await page.getByLabel('Email or handle').fill(handle)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site}/`)
  await then?.(page)
  const cookies = await context.cookies()
  await context.close()
  return { cookies, handle }
}

async function attribute(page: Page, selector: string, name: string): Promise<string | null> {
  const found = page.locator(selector)
  return (await found.count()) > 0 ? found.first().getAttribute(name) : null
}
