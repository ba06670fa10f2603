import { expect, test } from 'vitest'
import { requirePlatform } from '#bin/lib/postgres-home.mjs'

test('where no embedded Postgres runs, a sentence says what to do', () => {
  const requires =
    (platform: string, arch: string, hasGlibc = true) =>
    () =>
      requirePlatform({ platform, arch, hasGlibc })
  expect(requires('linux', 'x64')).not.toThrow()
  expect(requires('darwin', 'arm64')).not.toThrow()
  expect(requires('win32', 'x64')).toThrow('run this in WSL, or set DATABASE_URL')
  expect(requires('linux', 's390x')).toThrow('no embedded Postgres for linux-s390x: set DATABASE_URL')
  expect(requires('linux', 'x64', false)).toThrow('needs glibc')
})
