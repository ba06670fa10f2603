import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { roles } from '#app/domain/accounts/viewer.ts'
import { cloneRoot } from '../clone-root.server.ts'

const Login = z.object({
  id: z.string(),
  role: z.enum(roles),
  handle: z.string(),
  email: z.string(),
  password: z.string(),
})
const LoginsFile = z.object({
  /** False from the first account on: a load that was broken off is taken up again. */
  isLoaded: z.boolean(),
  logins: z.array(Login),
})
export type Login = z.infer<typeof Login>
export type LoginsFile = z.infer<typeof LoginsFile>

/** Passwords of the demo are made on each machine, as known ones would be a hole on a public server; they lie here. */
export const loginsPath = (): string => join(cloneRoot(), '.data', 'demo-logins.json')

/** Null when there is no such file, or none that we can read: then there are no logins to print. */
export async function readLogins(path: string): Promise<LoginsFile | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  try {
    return text === null ? null : LoginsFile.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Replaces the file as a whole; only its owner may read it. */
export async function writeLogins(path: string, content: LoginsFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, JSON.stringify(content), { mode: 0o600 })
  await rename(`${path}.new`, path)
}
