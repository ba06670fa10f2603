import { z } from 'zod'
import { isBlank, normaliseText } from '#app/lib/text.ts'
import { commonPasswords } from './common-passwords.ts'
import { reservedHandles } from './reserved-handles.ts'
import { roles } from './viewer.ts'

export const accountLimits = {
  minHandle: 2,
  maxHandle: 30,
  maxName: 60,
  maxBio: 500,
  maxEmail: 254,
  minPassword: 8,
  maxPassword: 128,
} as const

const handleShape = /^[a-z0-9_]{2,30}$/

/** A handle as it is written. Error messages are i18n keys, here and below. */
export const Handle = z.string('errors.required').trim().toLowerCase().regex(handleShape, 'errors.handle.shape')

export const Email = z
  .string('errors.required')
  .trim()
  .toLowerCase()
  .max(accountLimits.maxEmail, 'errors.email.shape')
  .pipe(z.email('errors.email.shape'))

/** Taken as it is: no trimming, every character counts, and no rules about which (NIST SP 800-63B, 3.1.1). */
export const Password = z
  .string('errors.required')
  .min(accountLimits.minPassword, 'errors.password.short')
  .max(accountLimits.maxPassword, 'errors.password.long')
  .refine((password) => !commonPasswords.has(password.toLowerCase()), 'errors.password.common')

const Name = z.string('errors.required').max(1000, 'errors.name.long').transform(oneLine)

export const SignUpInput = z
  .object({
    handle: Handle.refine((handle) => !reservedHandles.has(handle), 'errors.handle.reserved'),
    name: Name.pipe(z.string().max(accountLimits.maxName, 'errors.name.long')).optional(),
    email: Email,
    password: Password,
  })
  .refine(isNotOwnName, { path: ['password'], error: 'errors.password.own' })
export type SignUpInput = z.infer<typeof SignUpInput>

/** An account that an admin makes: reserved handles are theirs to give. */
export const NewAccountInput = z
  .object({
    handle: Handle,
    name: Name.pipe(z.string().max(accountLimits.maxName, 'errors.name.long')).optional(),
    email: Email,
    password: Password,
    role: z.enum(roles, 'errors.role').default('member'),
  })
  .refine(isNotOwnName, { path: ['password'], error: 'errors.password.own' })
export type NewAccountInput = z.input<typeof NewAccountInput>

/** `identifier` is an email address or a handle; the `@` before a handle is dropped, so that a handle has one form. */
export const SignInInput = z.object({
  identifier: z
    .string('errors.required')
    .trim()
    .toLowerCase()
    .min(1, 'errors.required')
    .max(accountLimits.maxEmail, 'errors.signIn')
    .regex(/^\P{Cc}*$/u, 'errors.signIn')
    .transform((identifier) => identifier.replace(/^@/, '')),
  password: z.string('errors.required').min(1, 'errors.required').max(accountLimits.maxPassword, 'errors.signIn'),
})
export type SignInInput = z.infer<typeof SignInInput>

export const ProfileInput = z.object({
  name: Name.pipe(z.string().min(1, 'errors.name.empty').max(accountLimits.maxName, 'errors.name.long')),
  bio: z
    .string('errors.required')
    .max(5000, 'errors.bio.long')
    .transform(normaliseText)
    .pipe(z.string().max(accountLimits.maxBio, 'errors.bio.long')),
})
export type ProfileInput = z.infer<typeof ProfileInput>

export const PasswordChangeInput = z.object({
  currentPassword: z
    .string('errors.required')
    .min(1, 'errors.required')
    .max(accountLimits.maxPassword, 'errors.password.wrong'),
  newPassword: Password,
})
export type PasswordChangeInput = z.infer<typeof PasswordChangeInput>

/** Whether somebody could be called this; what is not need not be looked up. */
export function isHandle(text: string): boolean {
  return handleShape.test(text)
}

/** A password that is one's handle or email address is the first one that anybody tries. */
export function isNotOwnName({ handle, email, password }: { handle: string; email: string; password: string }) {
  const given = password.toLowerCase()
  return given !== handle && given !== email && given !== email.split('@', 1)[0]
}

/** A name that nobody can see is none, and one that grows over its neighbours is cut back. */
function oneLine(text: string): string {
  const line = normaliseText(text)
    .replace(/\s+/gu, ' ')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
  return isBlank(line) ? '' : line
}
