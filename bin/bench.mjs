import path from 'node:path'
import { bundle } from './lib/build.mjs'
import { main } from './lib/lifecycle.mjs'
import { inRoot } from './lib/paths.mjs'
import { runVisibly } from './lib/processes.mjs'
import { openTestServers } from './lib/with-servers.mjs'

const folder = inRoot('dist', 'bench')

await main(async () => {
  const env = await openTestServers({ isDurable: true, isBuild: true })
  // As a process in production is built: what runs the sources as they are adds a tenth to each call.
  await bundle({ run: 'test/bench/run.ts', image: 'app/domain/media/image-process.server.ts' }, folder)
  return runVisibly(process.execPath, ['--enable-source-maps', path.join(folder, 'run.js'), ...process.argv.slice(2)], {
    cwd: inRoot(),
    env,
  })
})
