import { expect, test } from 'vitest'
import type { z } from 'zod'
import { PasswordChangeInput, ProfileInput, SignInInput, SignUpInput } from './account-rules.ts'

const good = { handle: 'alice', email: 'alice@example.org', password: 'a river in the night' }

test('what is typed is tidied, the password is not', () => {
  const typed = {
    handle: ' Alice_1 ',
    email: ' Alice@Example.ORG ',
    name: '  Alice \n\u202e Liddell ',
    password: ' Pass  word ',
  }
  expect(SignUpInput.parse(typed)).toEqual({
    handle: 'alice_1',
    email: 'alice@example.org',
    name: 'Alice Liddell',
    password: ' Pass  word ',
  })
})

test.each([
  ['handle', 'a', 'errors.handle.shape'],
  ['handle', 'a'.repeat(31), 'errors.handle.shape'],
  ['handle', 'al ice', 'errors.handle.shape'],
  ['handle', 'alice\n', null],
  ['handle', 'аdmin', 'errors.handle.shape'],
  ['handle', 'ali-ce', 'errors.handle.shape'],
  ['handle', 'Admin', 'errors.handle.reserved'],
  ['handle', 'settings', 'errors.handle.reserved'],
  ['handle', ['alice'], 'errors.required'],
  ['handle', { not: '' }, 'errors.required'],
  ['email', 'alice', 'errors.email.shape'],
  ['email', 'a@b@example.org', 'errors.email.shape'],
  ['email', 'a@example.org,b@example.org', 'errors.email.shape'],
  ['email', 'a@example.org\nCc: b@example.org', 'errors.email.shape'],
  ['email', '"a b"@example.org', 'errors.email.shape'],
  ['email', `${'a'.repeat(250)}@example.org`, 'errors.email.shape'],
  ['email', ['a@example.org'], 'errors.required'],
  ['password', 'seven77', 'errors.password.short'],
  ['password', 'a'.repeat(129), 'errors.password.long'],
  ['password', 'x y'.repeat(42), null],
  ['password', 'Password1', 'errors.password.common'],
  ['password', 'alice@example.org', 'errors.password.own'],
  ['password', 'ПАРОЛЬ-из-букв', null],
  ['password', { not: '' }, 'errors.required'],
  ['name', 'n'.repeat(61), 'errors.name.long'],
  ['name', '', null],
])('sign-up: %s %j', (field, value, problem) => {
  expect(problems(SignUpInput, { ...good, [field]: value })[field] ?? null).toBe(problem)
})

test('a password that is the handle is refused', () => {
  expect(problems(SignUpInput, { ...good, handle: 'alice_alice', password: 'ALICE_alice' })).toEqual({
    password: 'errors.password.own',
  })
})

test('a profile needs a name, and keeps the lines of the bio', () => {
  expect(ProfileInput.parse({ name: ' Ana ', bio: ' one\r\n\r\n\r\n\r\ntwo\u0000 ' })).toEqual({
    name: 'Ana',
    bio: 'one\n\ntwo',
  })
  expect(problems(ProfileInput, { name: ' \u200b\n ', bio: 'b'.repeat(501) })).toEqual({
    name: 'errors.name.empty',
    bio: 'errors.bio.long',
  })
})

test.each(['\u3164', '\u2800\u2800', '\uffa0', '\u115f', '\u200d', '\ufe0f', '\u{e0020}'])(
  'a name that nobody can see is none: %j',
  (name) => {
    expect(problems(ProfileInput, { name, bio: '' })).toEqual({ name: 'errors.name.empty' })
    expect(SignUpInput.parse({ ...good, name }).name).toBe('')
  },
)

test('a name stays in its line', () => {
  const { name } = ProfileInput.parse({ name: `Z${'\u0335'.repeat(50)}algo`, bio: '' })
  expect(name).toBe(`Z${'\u0335'.repeat(3)}algo`)
})

test('signing in asks for both', () => {
  expect(problems(SignInInput, {})).toEqual({ identifier: 'errors.required', password: 'errors.required' })
  expect(problems(SignInInput, { identifier: 'a', password: 'p'.repeat(129) })).toEqual({ password: 'errors.signIn' })
  expect(problems(PasswordChangeInput, { currentPassword: 'x', newPassword: 'short' })).toEqual({
    newPassword: 'errors.password.short',
  })
})

/** The first problem of each field. */
function problems(schema: z.ZodType, input: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { path, message } of schema.safeParse(input).error?.issues ?? []) found[path.join('.')] ??= message
  return found
}
