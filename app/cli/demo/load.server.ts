import { join } from 'node:path'
import type { Wiring } from '#app/wiring.server.ts'
import { cloneRoot } from '../clone-root.server.ts'
import { Failure } from '../failure.ts'
import { type ImportOptions, type Progress, runImport } from '../import/stack-exchange/run.server.ts'
import { siteNamed } from '../import/stack-exchange/site.ts'
import { generatePassword } from '../password.server.ts'
import { cast } from './cast.ts'
import { type LoginsFile, readLoginsFile, writeLoginsFile } from './logins-file.server.ts'
import { seatCast } from './seat-cast.server.ts'

/** The sites whose dumps lie in prisma/demo. */
export const demoSites = ['beer', 'coffee'] as const

/**
 * Loads the demo community, dated so that it is alive now, and three people to sign in as. Timelines are filled by the
 * jobs that the posts ask for. A load that was broken off goes on where it was.
 * @returns false when there are people already, whom it leaves alone
 */
export async function loadDemo(wiring: Wiring, { now, progress }: { now: Date; progress: Progress }): Promise<boolean> {
  const begun = await readLoginsFile()
  if (!(await isEmpty(wiring)) && begun?.isLoaded !== false) return false
  const { logins } = begun?.isLoaded === false ? begun : newLogins()
  await writeLoginsFile({ isLoaded: false, logins })
  for (const name of demoSites) {
    const site = siteNamed(name)
    if (!site) throw new Failure(`There is no site ${name}`)
    const options: ImportOptions = {
      folder: join(cloneRoot(), 'prisma', 'demo', name),
      site,
      keepNames: false,
      shiftToNow: true,
      now,
    }
    await runImport(wiring, options, progress)
  }
  await seatCast(wiring, { logins, now })
  await writeLoginsFile({ isLoaded: true, logins })
  return true
}

/** The people to sign in as, or nobody when the demo is not in this database. */
export async function demoLogins({ accounts }: Pick<Wiring, 'accounts'>): Promise<LoginsFile['logins']> {
  const file = await readLoginsFile()
  if (!file?.isLoaded) return []
  const profiles = file.logins.map(({ handle }) => accounts.profile({ handle, viewer: null }).catch(() => null))
  return (await Promise.all(profiles)).every(Boolean) ? file.logins : []
}

function newLogins(): LoginsFile {
  const logins = cast.map(({ role, handle, email }) => ({ role, handle, email, password: generatePassword() }))
  return { isLoaded: false, logins }
}

async function isEmpty({ accounts }: Wiring): Promise<boolean> {
  for await (const _ of accounts.allIds()) return false
  return true
}
