import { inRoot } from './paths.mjs'
import { runVisibly } from './processes.mjs'
import { openTestServers } from './with-servers.mjs'

/** Runs the tests on servers of their own. Returns the exit code. @param {string[]} args for vitest */
export async function runTests(args) {
  const env = await openTestServers({ isDurable: false, isBuild: true })
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs')
  const config = inRoot('test', 'vitest.config.ts')
  return runVisibly(process.execPath, [vitest, 'run', '--config', config, ...args], { cwd: inRoot(), env })
}
