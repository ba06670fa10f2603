import { expect, test } from 'vitest'
import { i18nFor } from './i18n.ts'

test('a name that looks like a placeholder is shown as it is', async () => {
  const { t } = await i18nFor('en')
  for (const name of ['{{handle}}', '{{- handle}}', '$t(common.name)', '$& <b>', '{']) {
    expect(t('people.unfollowLabel', { name })).toContain(name)
  }
  const title = t('pages.profile', { name: '{{handle}}', handle: 'otto' })
  expect(title).toBe('{{handle}} (@otto)')
})
