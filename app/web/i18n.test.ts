import { expect, test } from 'vitest'
import { i18nFor } from './i18n.ts'

test('a name that looks like a placeholder is shown as it is', async () => {
  const { t } = await i18nFor('en')
  for (const name of ['{{handle}}', '{{- handle}}', '$t(common.name)', '$& <b>', '{']) {
    expect(t('people.followButton.following', { name })).toContain(name)
  }
  const title = t('pages.profile', { name: '{{handle}}', handle: 'otto' })
  expect(title).toBe('{{handle}} (@otto)')
})

test('a text is the same however often it is asked for, and another one for other values', async () => {
  const { t } = await i18nFor('en')
  expect([t('post.more'), t('post.more')]).toEqual(['More about this post', 'More about this post'])
  expect([1, 2, 1].map((count) => t('feed.shown', { count }))).toEqual(
    [1, 2, 1].map((n) => expect.stringContaining(`${n}`)),
  )
})
