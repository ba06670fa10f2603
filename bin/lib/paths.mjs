import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../../..')

/** Everything that a running clone keeps: databases, secrets, logs, private copies. Git ignores it. */
export const dataDir = path.join(root, '.data')

export const inRoot = (...parts) => path.join(root, ...parts)
export const inData = (...parts) => path.join(dataDir, ...parts)

export const isRoot = process.getuid?.() === 0

/**
 * Makes a folder of ours with exactly this mode, whatever the umask.
 * Root's Postgres runs as another user, who has to pass through `.data` (0711) but may list nothing.
 */
export function ensureDir(dir, mode = isRoot ? 0o711 : 0o700) {
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, mode)
  return dir
}
