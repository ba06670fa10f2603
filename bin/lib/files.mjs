import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** The parsed file, or null when there is none or it was cut off. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

function writeBeside(file, value) {
  const fresh = `${file}.${process.pid}`
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  return fresh
}

/** Replaces the file in one step; only its owner may read it. */
export function writeJson(file, value) {
  renameSync(writeBeside(file, value), file)
}

/** Writes the file unless it exists, complete or not at all. Returns whether it did. */
export function createJson(file, value) {
  const fresh = writeBeside(file, value)
  try {
    linkSync(fresh, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(fresh)
  }
}

/** Removes the file if what it says is stale. Moved aside first: another process may have replaced it since it was read. */
export function removeStale(file, isStale) {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
    if (!isStale(readJson(aside))) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Secrets of this clone, made once: of the sessions, and of the embedded servers. */
export function readSecrets(file) {
  if (!existsSync(file)) {
    const secret = () => randomBytes(32).toString('hex')
    createJson(file, { session: secret(), postgres: secret(), redis: secret() })
  }
  return readJson(file)
}
