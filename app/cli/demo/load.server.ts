import { join } from 'node:path'
import type { Wiring } from '#app/wiring.server.ts'
import { cloneRoot } from '../clone-root.server.ts'
import { Failure } from '../failure.ts'
import { type Progress, runImport } from '../import/stack-exchange/run.server.ts'
import { siteNamed } from '../import/stack-exchange/site.ts'
import { generatePassword } from '../password.server.ts'
import { cast } from './cast.ts'
import { type Login, readLogins, writeLogins } from './logins-file.server.ts'
import { seatCast } from './seat-cast.server.ts'

/** The sites whose dumps lie in prisma/demo. */
export const demoSites = ['beer', 'coffee'] as const

type Options = Readonly<{ now: Date; progress: Progress; loginsPath: string }>

/**
 * Loads the demo community, dated so that it is alive now, and three people to sign in as. Timelines are filled by the
 * jobs that the posts ask for. A load that was broken off goes on where it was.
 * @returns false when there are other people already: then nothing is touched
 */
export async function loadDemo(wiring: Wiring, { now, progress, loginsPath }: Options): Promise<boolean> {
  const begun = await readLogins(loginsPath)
  const isResumed = begun !== null && !begun.isLoaded && (await areHere(wiring, begun.logins))
  if (!isResumed && !(await isEmpty(wiring))) return false

  const logins = await createCast(wiring, isResumed ? begun.logins : [], (made) =>
    writeLogins(loginsPath, { isLoaded: false, logins: made }),
  )
  for (const name of demoSites) {
    const site = siteNamed(name)
    if (!site) throw new Failure(`There is no site ${name}`)
    const folder = join(cloneRoot(), 'prisma', 'demo', name)
    await runImport(wiring, { folder, site, keepNames: false, shiftToNow: true, now }, progress)
  }
  await seatCast(wiring, { logins, now })
  await writeLogins(loginsPath, { isLoaded: true, logins })
  return true
}

/** The people to sign in as, or nobody when the demo is not in this database. */
export async function demoLogins(wiring: Pick<Wiring, 'accounts'>, loginsPath: string): Promise<readonly Login[]> {
  const file = await readLogins(loginsPath)
  return file?.isLoaded && (await areHere(wiring, file.logins)) ? file.logins : []
}

/** Accounts for those of the cast who have none; `note` is told after each, so that no password is lost. */
async function createCast({ accounts }: Wiring, made: readonly Login[], note: (logins: Login[]) => Promise<void>) {
  const logins = [...made]
  for (const { role, handle, name, email, bio } of cast) {
    if (logins.some((login) => login.handle === handle)) continue
    const password = generatePassword()
    const { id } = await accounts.createByAdmin({ handle, name, email, password, role })
    logins.push({ id, role, handle, email, password })
    await note(logins)
    await accounts.updateProfile({ viewer: { id, handle, name, image: null, role }, input: { name, bio } })
  }
  return logins
}

/** Ids tell this database from another one in which the same handles live. */
async function areHere({ accounts }: Pick<Wiring, 'accounts'>, logins: readonly Login[]): Promise<boolean> {
  const ids = logins.map(async ({ handle }) => {
    const profile = await accounts.profile({ handle, viewer: null }).catch(() => null)
    return profile?.person.id
  })
  const found = await Promise.all(ids)
  return logins.length > 0 && logins.every(({ id }, index) => found[index] === id)
}

async function isEmpty({ accounts }: Wiring): Promise<boolean> {
  for await (const _ of accounts.allIds()) return false
  return true
}
