import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { roles } from '#app/domain/accounts/viewer.ts'
import { cloneRoot } from '../clone-root.server.ts'

const LoginsFile = z.object({
  /** False from the moment that loading begins: a load that was broken off is taken up again. */
  isLoaded: z.boolean(),
  logins: z.array(z.object({ role: z.enum(roles), handle: z.string(), email: z.string(), password: z.string() })),
})
export type LoginsFile = z.infer<typeof LoginsFile>

/** Passwords of the demo are made on each machine: known ones would be a hole on a public server. */
const path = () => join(cloneRoot(), '.data', 'demo-logins.json')

export async function readLoginsFile(): Promise<LoginsFile | null> {
  const text = await readFile(path(), 'utf8').catch(() => null)
  return text === null ? null : LoginsFile.parse(JSON.parse(text))
}

export async function writeLoginsFile(content: LoginsFile): Promise<void> {
  await mkdir(dirname(path()), { recursive: true, mode: 0o700 })
  await writeFile(`${path()}.new`, JSON.stringify(content), { mode: 0o600 })
  await rename(`${path()}.new`, path())
}
