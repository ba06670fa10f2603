import type { Page } from 'playwright-core'

/** Who looks: nobody, who has just joined, who follows people, who approves those who follow, who runs the site. */
export type Visitor = 'nobody' | 'newcomer' | 'member' | 'private' | 'admin'

/** A page worth looking at. `path` may depend on what the site holds; `act` brings it into the state that is meant. */
export type Shot = {
  name: string
  visitor: Visitor
  path: string | ((found: Found) => string)
  act?: (page: Page) => Promise<unknown>
}

/** Addresses that exist on this site. */
export type Found = {
  thread: string
  reply: string
  person: string
  tag: string
  self: string
  member: string
  blocked: string
  muted: string
  /** The profile of a private account. */
  closed: string
  list: string
  listless: string
}

const openMenu = (name: string) => async (page: Page) => {
  await page.getByRole('article').first().getByRole('link', { name }).click()
  await page.getByRole('menu').waitFor()
}

const write = (text: string) => async (page: Page) => {
  await page.locator('#composer').fill(text)
  await page.locator('.composer-send svg[role="img"]').first().waitFor()
}

/** Three pictures of the site's own, one of them described, sent and prepared. */
export async function choosePictures(page: Page): Promise<void> {
  const pictures = ['public/icon-512.png', 'public/icon-180.png', 'public/icon-192.png']
  await page.locator('input[type="file"][multiple]').setInputFiles(pictures)
  await page.waitForFunction(() => document.querySelector('.tray') && !document.querySelector('.tray progress'))
  await page.getByRole('button', { name: 'Describe image 1' }).click()
  await page.getByLabel('What it shows').fill('Three streams that join')
  await page.getByRole('button', { name: 'Done' }).click()
}

export const shots: Shot[] = [
  { name: 'welcome', visitor: 'nobody', path: '/' },
  { name: 'sign-in', visitor: 'nobody', path: '/sign-in' },
  { name: 'sign-up', visitor: 'nobody', path: '/sign-up' },
  {
    name: 'sign-up-refused',
    visitor: 'nobody',
    path: '/sign-up',
    act: async (page) => {
      await page.getByLabel('Handle').fill('no spaces please')
      await page.getByLabel('Email').fill('ana@example.org')
      await page.getByLabel('Password').fill('short')
      await page.getByRole('button', { name: 'Create account' }).click()
      await page.locator('[aria-invalid]').first().waitFor()
    },
  },
  { name: 'explore-signed-out', visitor: 'nobody', path: '/explore' },
  { name: 'thread-signed-out', visitor: 'nobody', path: ({ thread }) => thread },
  { name: 'home-empty', visitor: 'newcomer', path: '/' },
  { name: 'profile-empty', visitor: 'newcomer', path: ({ self }) => self },
  { name: 'followers-empty', visitor: 'newcomer', path: ({ self }) => `${self}/followers` },
  { name: 'tag-empty', visitor: 'newcomer', path: '/tags/nobody_wrote_this' },
  { name: 'home', visitor: 'member', path: '/' },
  {
    name: 'home-pictures',
    visitor: 'member',
    path: '/',
    act: async (page) => page.locator('.pics').first().scrollIntoViewIfNeeded(),
  },
  {
    name: 'home-viewer',
    visitor: 'member',
    path: '/',
    act: async (page) => {
      await page.locator('.pics a').first().click()
      await page.getByRole('dialog', { name: 'Images' }).waitFor()
    },
  },
  { name: 'settings-pictures', visitor: 'member', path: '/settings/pictures' },
  { name: 'compose-pictures', visitor: 'member', path: '/compose', act: choosePictures },
  {
    name: 'compose-picture',
    visitor: 'member',
    path: '/compose',
    act: async (page) => {
      await choosePictures(page)
      await page.getByRole('button', { name: 'Describe image 2' }).click()
    },
  },
  { name: 'home-reactions', visitor: 'member', path: '/', act: openMenu('Choose a reaction') },
  { name: 'home-more', visitor: 'member', path: '/', act: openMenu('More about this post') },
  {
    name: 'home-audience',
    visitor: 'member',
    path: '/',
    act: async (page) => {
      await openMenu('More about this post')(page)
      await page.getByRole('menuitem', { name: 'Change who sees this' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'home-reposted',
    visitor: 'member',
    path: '/',
    act: async (page) => page.locator('.why').first().scrollIntoViewIfNeeded(),
  },
  {
    name: 'thread-own',
    visitor: 'member',
    path: '/',
    act: async (page) => {
      await page.getByRole('article').first().locator('.when').click()
      await page.locator('.post-focus').waitFor()
    },
  },
  {
    name: 'home-delete',
    visitor: 'member',
    path: '/',
    act: async (page) => {
      await openMenu('More about this post')(page)
      await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'home-shortcuts',
    visitor: 'member',
    path: '/',
    act: async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'explore', visitor: 'member', path: '/explore' },
  { name: 'compose', visitor: 'member', path: '/compose' },
  {
    name: 'compose-written',
    visitor: 'member',
    path: '/compose',
    act: write('Two degrees cooler this year. #homebrew'),
  },
  {
    name: 'compose-followers',
    visitor: 'member',
    path: '/compose',
    act: async (page) => {
      await write('Friday, at my place.')(page)
      await page.getByRole('combobox').selectOption('Followers')
    },
  },
  {
    name: 'compose-options',
    visitor: 'member',
    path: '/compose',
    act: async (page) => {
      await write('The last part is the best one.')(page)
      await page.locator('.options > summary').click()
      await page.getByLabel('Content warning').fill('Spoilers')
    },
  },
  {
    name: 'compose-thread',
    visitor: 'member',
    path: '/compose',
    act: async (page) => {
      await write('Three things about hops.')(page)
      await page.getByRole('button', { name: 'Add another post' }).click()
      await page.keyboard.type('First: they are flowers.')
    },
  },
  {
    name: 'compose-completion',
    visitor: 'member',
    path: '/compose',
    act: async (page) => {
      await page.locator('#composer').focus()
      await page.keyboard.type('Good :cof')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'compose-preview',
    visitor: 'member',
    path: '/compose',
    act: async (page) => {
      await write('See https://rivers.example/where #homebrew')(page)
      await page.getByRole('button', { name: 'Preview' }).click()
    },
  },
  {
    name: 'compose-later',
    visitor: 'member',
    path: '/compose',
    act: async (page) => {
      await write('For tomorrow.')(page)
      await page.locator('summary', { hasText: 'Post later' }).click()
    },
  },
  { name: 'drafts-empty', visitor: 'newcomer', path: '/drafts' },
  { name: 'scheduled-empty', visitor: 'newcomer', path: '/scheduled' },
  { name: 'drafts', visitor: 'member', path: '/drafts' },
  { name: 'compose-too-long', visitor: 'member', path: '/compose', act: write('Word after word. '.repeat(31)) },
  { name: 'profile', visitor: 'member', path: ({ person }) => person },
  {
    name: 'profile-more',
    visitor: 'member',
    path: ({ person }) => person,
    act: async (page) => {
      await page.getByRole('button', { name: 'More about @' }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'profile-block',
    visitor: 'member',
    path: ({ person }) => person,
    act: async (page) => {
      await page.getByRole('button', { name: 'More about @' }).click()
      await page.getByRole('menuitem', { name: 'Block @' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'profile-muted', visitor: 'member', path: ({ muted }) => muted },
  { name: 'profile-blocked', visitor: 'member', path: ({ blocked }) => blocked },
  { name: 'followers', visitor: 'member', path: ({ person }) => `${person}/followers` },
  { name: 'thread', visitor: 'member', path: ({ thread }) => thread },
  { name: 'thread-best', visitor: 'member', path: ({ thread }) => `${thread}?sort=best` },
  { name: 'reply', visitor: 'member', path: ({ reply }) => reply },
  { name: 'tag', visitor: 'member', path: ({ tag }) => tag },
  { name: 'mentions-empty', visitor: 'newcomer', path: '/mentions' },
  { name: 'profile-own', visitor: 'member', path: ({ member }) => member },
  {
    name: 'post-edit',
    visitor: 'member',
    path: '/',
    act: async (page) => {
      await openMenu('More about this post')(page)
      await page.getByRole('menuitem', { name: 'Edit' }).click()
      await page.locator('#edited').waitFor()
    },
  },
  {
    name: 'post-history',
    visitor: 'member',
    path: ({ member }) => member,
    act: async (page) => {
      await page.locator('a.edited').first().click()
      await page.locator('ol > li').first().waitFor()
    },
  },
  { name: 'mentions', visitor: 'member', path: '/mentions' },
  { name: 'reactions', visitor: 'member', path: ({ thread }) => `${thread}/reactions` },
  { name: 'reposts', visitor: 'member', path: ({ thread }) => `${thread}/reposts` },
  { name: 'own-reactions', visitor: 'member', path: '/reactions' },
  { name: 'own-reactions-empty', visitor: 'newcomer', path: '/reactions' },
  { name: 'bookmarks', visitor: 'member', path: '/bookmarks' },
  { name: 'bookmarks-empty', visitor: 'newcomer', path: '/bookmarks' },
  {
    name: 'bookmark-folders',
    visitor: 'member',
    path: '/bookmarks/folders',
    act: (page) => page.locator('summary', { hasText: 'Rename or delete' }).click(),
  },
  { name: 'lists-empty', visitor: 'newcomer', path: '/lists' },
  { name: 'lists', visitor: 'member', path: '/lists' },
  { name: 'list', visitor: 'member', path: ({ list }) => list },
  { name: 'list-people', visitor: 'member', path: ({ list }) => `${list}/people` },
  {
    name: 'list-people-refused',
    visitor: 'member',
    path: ({ list }) => `${list}/people`,
    act: async (page) => {
      await page.getByLabel('Add somebody by handle').fill('nobody_here')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.locator('[aria-invalid]').waitFor()
    },
  },
  {
    name: 'list-edit',
    visitor: 'member',
    path: ({ list }) => `${list}/edit`,
    act: (page) => page.locator('summary', { hasText: 'Delete this list' }).click(),
  },
  { name: 'list-empty', visitor: 'member', path: ({ listless }) => listless },
  { name: 'list-people-empty', visitor: 'member', path: ({ listless }) => `${listless}/people` },
  { name: 'person-lists', visitor: 'member', path: ({ person }) => `/people/${person.slice(2)}/lists` },
  { name: 'person-lists-none', visitor: 'newcomer', path: ({ person }) => `/people/${person.slice(2)}/lists` },
  { name: 'settings', visitor: 'member', path: '/settings' },
  { name: 'settings-feed', visitor: 'member', path: '/settings/feed' },
  { name: 'settings-privacy', visitor: 'private', path: '/settings/privacy' },
  { name: 'requests', visitor: 'private', path: '/requests' },
  { name: 'requests-empty', visitor: 'newcomer', path: '/requests' },
  { name: 'followers-own', visitor: 'private', path: ({ closed }) => `${closed}/followers` },
  { name: 'profile-private', visitor: 'newcomer', path: ({ closed }) => closed },
  { name: 'profile-requested', visitor: 'member', path: ({ closed }) => closed },
  { name: 'settings-people', visitor: 'member', path: '/settings/people' },
  { name: 'settings-levels', visitor: 'member', path: '/settings/people?list=levels' },
  {
    name: 'profile-less',
    visitor: 'member',
    path: '/settings/people?list=levels',
    act: async (page) => {
      await page.locator('main li a[href^="/@"]').first().click()
      await page.getByText('shows less of this person').waitFor()
    },
  },
  {
    name: 'person-level',
    visitor: 'member',
    path: '/settings/people?list=levels',
    act: async (page) => {
      await page.getByRole('link', { name: /^Change how much/ }).click()
      await page.getByRole('radio', { name: /^Less/ }).waitFor()
    },
  },
  { name: 'settings-words', visitor: 'member', path: '/settings/words' },
  { name: 'settings-conversations', visitor: 'member', path: '/settings/conversations' },
  { name: 'settings-conversations-empty', visitor: 'newcomer', path: '/settings/conversations' },
  { name: 'settings-words-empty', visitor: 'newcomer', path: '/settings/words' },
  {
    name: 'profile-mute',
    visitor: 'member',
    path: ({ person }) => person,
    act: async (page) => {
      await page.getByRole('button', { name: 'More about @' }).click()
      await page.getByRole('menuitem', { name: 'Mute @' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'settings-people-empty', visitor: 'newcomer', path: '/settings/people' },
  { name: 'settings-appearance', visitor: 'member', path: '/settings/appearance' },
  { name: 'settings-password', visitor: 'member', path: '/settings/password' },
  { name: 'settings-sessions', visitor: 'member', path: '/settings/sessions' },
  { name: 'admin-jobs', visitor: 'admin', path: '/admin/jobs' },
  { name: 'admin-emoji', visitor: 'admin', path: '/admin/emoji' },
  {
    name: 'admin-emoji-refused',
    visitor: 'admin',
    path: '/admin/emoji',
    act: async (page) => {
      await page.getByLabel('Name').fill('no spaces please')
      await page.getByLabel('Image').setInputFiles('public/icon-192.png')
      await page.getByRole('button', { name: 'Add emoji' }).click()
      await page.locator('[aria-invalid]').waitFor()
    },
  },
  {
    name: 'admin-emoji-edit',
    visitor: 'admin',
    path: '/admin/emoji',
    act: async (page) => {
      await page.getByRole('link', { name: 'Edit :' }).first().click()
      await page.getByRole('button', { name: 'Save' }).waitFor()
    },
  },
  { name: 'react', visitor: 'member', path: ({ thread }) => `${thread}/react` },
  { name: 'not-found', visitor: 'member', path: '/nothing/here' },
]
