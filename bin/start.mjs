import { bootstrap } from './lib/bootstrap.mjs'
import { ensureDemo, sayLogins } from './lib/demo.mjs'
import { main } from './lib/lifecycle.mjs'
import { rotateLogs } from './lib/logs.mjs'
import { inData, inRoot } from './lib/paths.mjs'
import { bold, dim, say, step } from './lib/say.mjs'
import { launch } from './lib/servers.mjs'
import { addressOf, wantsDemo } from './lib/settings.mjs'
import { keepRunning, launchProcess, waitUntilServing } from './lib/supervise.mjs'

const names = { postgres: 'Postgres', redis: 'Redis', web: 'The web process', worker: 'The worker process' }

const hasServer = ([, { server }]) => server !== null

/** The embedded servers; given ones are somebody else's to keep. */
const serversToKeep = (servers) =>
  Object.entries(servers)
    .filter(hasServer)
    .map(([stage, { server }]) => ({ name: names[stage], server, start: () => launch(stage) }))

function startProcess(stage, file, env) {
  const start = () => launchProcess({ name: stage, args: [inRoot('dist', file)], env })
  return { name: names[stage], server: start(), start }
}

const hostFor = (host) => ({ '0.0.0.0': '127.0.0.1', '::': '[::1]' })[host] ?? (host.includes(':') ? `[${host}]` : host)

async function start() {
  const { settings, env, publish, postgres, redis, isFresh } = await bootstrap({
    command: 'npm start',
    isBuild: true,
    isServing: true,
  })
  const appEnv = { ...env, NODE_ENV: 'production' }
  const address = addressOf(settings)
  const kept = serversToKeep({ postgres, redis })
  const logins = wantsDemo(settings)
    ? await ensureDemo({ cli: [inRoot('dist', 'cli.js')], env: appEnv, isFresh })
    : null
  await step('Starting web and worker', async () => {
    const web = startProcess('web', 'server.js', appEnv)
    kept.push(web, startProcess('worker', 'worker.js', appEnv))
    const url = `http://${hostFor(settings.HOST)}:${settings.PORT}/readyz`
    await waitUntilServing({ ...web, url })
  })
  publish({
    address,
    env: { DATABASE_URL: env.DATABASE_URL, REDIS_URL: env.REDIS_URL, SESSION_SECRET: env.SESSION_SECRET },
  })
  say(`\n  Tributary runs at ${bold(address)}\n`)
  sayLogins(logins)
  say(dim(`\n  Ctrl-C stops it. Logs and data: ${inData()}\n`))
  rotateLogs()
  await Promise.all(kept.map(keepRunning))
}

await main(start, { exitCodeOnSignal: 0 })
