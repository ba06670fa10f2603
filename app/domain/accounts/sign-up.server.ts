import { APIError } from 'better-auth/api'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { SignUpInput } from './account-rules.ts'
import type { Auth } from './auth.server.ts'

/**
 * Makes an account. Nobody is signed in by it, and it ends in the same way when the address had an account already
 * (then nothing is changed), so that nobody learns which addresses have one: docs/decisions/005-sign-up-answer.md.
 * @throws Invalid when the handle is taken
 */
export async function signUp({ db, auth }: { db: Db; auth: Auth }, { input }: { input: SignUpInput }): Promise<void> {
  const { handle, email, password } = input
  await refuseTakenHandle(db, handle)
  try {
    await auth.api.signUpEmail({ body: { handle, email, password, name: input.name || handle } })
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    // Two at once: the loser of a race for the handle hears of it, the loser of a race for the address does not.
    await refuseTakenHandle(db, handle)
    if (!(await db.user.findUnique({ where: { email }, select: { id: true } }))) throw error
  }
}

async function refuseTakenHandle(db: Db, handle: string): Promise<void> {
  const holder = await db.user.findUnique({ where: { handle }, select: { id: true } })
  if (holder) throw new Invalid('The handle is taken', { handle: 'errors.handle.taken' })
}
