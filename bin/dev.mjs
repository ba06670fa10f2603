import { bootstrap } from './lib/bootstrap.mjs'
import { ensureDemo, sayLogins } from './lib/demo.mjs'
import { main } from './lib/lifecycle.mjs'
import { inRoot } from './lib/paths.mjs'
import { runVisibly } from './lib/processes.mjs'
import { bold, dim, say } from './lib/say.mjs'
import { addressOf, wantsDemo } from './lib/settings.mjs'

const tsx = ['--import', 'tsx']
// Not `node --watch`: it also watches the copy of its configuration that Vite writes and removes, and restarts for ever.
const tsxWatch = [inRoot('node_modules', 'tsx', 'dist', 'cli.mjs'), 'watch', '--clear-screen=false']
// Two processes cannot both read the keyboard.
const quiet = { cwd: inRoot(), stdio: ['ignore', 'inherit', 'inherit'] }

async function dev() {
  const { settings, env, publish, isFresh } = await bootstrap({
    command: 'npm run dev',
    isBuild: false,
    isServing: true,
  })
  const devEnv = { ...env, NODE_ENV: 'development' }
  const logins = wantsDemo(settings)
    ? await ensureDemo({ cli: [...tsx, inRoot('app', 'cli', 'main.ts')], env: devEnv, isFresh })
    : null
  const address = addressOf(settings)
  publish({
    address,
    env: { DATABASE_URL: env.DATABASE_URL, REDIS_URL: env.REDIS_URL, SESSION_SECRET: env.SESSION_SECRET },
  })
  say(`\n  Tributary starts at ${bold(address)}, and again at every change.\n`)
  sayLogins(logins)
  say(dim('\n  Ctrl-C stops it.\n'))
  const watch = (...file) => runVisibly(process.execPath, [...tsxWatch, inRoot(...file)], { ...quiet, env: devEnv })
  const codes = await Promise.all([watch('app', 'server.ts'), watch('jobs', 'worker.ts')])
  return Math.max(...codes)
}

await main(dev, { exitCodeOnSignal: 0 })
