import { main } from './lib/lifecycle.mjs'
import { inRoot } from './lib/paths.mjs'
import { generate, install } from './lib/prepare.mjs'
import { runVisibly } from './lib/processes.mjs'

await main(async () => {
  await install()
  await generate({ isBuild: false })
  const args = ['--import', 'tsx', inRoot('test', 'faults', 'run.ts'), ...process.argv.slice(2)]
  return runVisibly(process.execPath, args, { cwd: inRoot() })
})
