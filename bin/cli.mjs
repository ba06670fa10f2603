import { bootstrap } from './lib/bootstrap.mjs'
import { main } from './lib/lifecycle.mjs'
import { inRoot } from './lib/paths.mjs'
import { generate, install } from './lib/prepare.mjs'
import { runVisibly } from './lib/processes.mjs'
import { findRunning } from './lib/run-file.mjs'
import { readSettings } from './lib/settings.mjs'
import { launchProcess } from './lib/supervise.mjs'

const [kind, ...args] = process.argv.slice(2)
const asksForHelp = args.length === 0 || args.some((arg) => ['--help', '-h', 'help'].includes(arg))

/** The servers of the start that runs in this clone, else servers and a worker for as long as the command runs. */
async function openServers() {
  const running = findRunning()
  if (running?.env) {
    const settings = readSettings()
    await install()
    await generate({ isBuild: true })
    return { ...settings, ...running.env }
  }
  const { env } = await bootstrap({ command: `npm run ${kind}`, isBuild: true, isServing: false })
  launchProcess({ name: 'worker', args: [inRoot('dist', 'worker.js')], env: { ...env, NODE_ENV: 'production' } })
  return env
}

async function prepareForHelp() {
  await install()
  await generate({ isBuild: true })
  return readSettings()
}

await main(async () => {
  const env = asksForHelp ? await prepareForHelp() : await openServers()
  const command = kind === 'import' ? ['import', ...args] : args
  return runVisibly(process.execPath, [inRoot('dist', 'cli.js'), ...command], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ...env, NODE_ENV: 'production' },
  })
})
