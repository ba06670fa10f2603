import { main } from './lib/lifecycle.mjs'
import { inRoot } from './lib/paths.mjs'
import { runVisibly } from './lib/processes.mjs'
import { openTestServers } from './lib/with-servers.mjs'

await main(async () => {
  const env = await openTestServers({ isDurable: true, isBuild: true })
  const args = ['--import', 'tsx', inRoot('test', 'bench', 'run.ts'), ...process.argv.slice(2)]
  return runVisibly(process.execPath, args, { cwd: inRoot(), env })
})
