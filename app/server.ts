import { createServer } from 'node:http'
import { answerApi } from '#app/api/router.server.ts'
import { createApp } from '#app/web/http/app.server.ts'
import { createStopper } from '#app/web/http/graceful-stop.server.ts'
import { createProbes } from '#app/web/http/health.server.ts'
import { builtPages, type Pages, watchedPages } from '#app/web/http/pages.server.ts'
import { type Wiring, wiring } from '#app/wiring.server.ts'

/** The web process: settings, the pages, one listener; it ends when it is told to. */
async function main(): Promise<void> {
  const wired = wiring()
  const { env, log, metrics } = wired
  const server = createServer()
  const pages = env.NODE_ENV === 'development' ? await watchedPages({ server, env }) : await builtPages(env)
  const stopper = createStopper({ server, log, close: () => closeAll(pages, wired) })
  const probes = createProbes(wired, stopper.isDraining)
  server.on('request', createApp({ env, log, metrics, probes, api: answerApi, pages: pages.router }))
  await listen(server, env)
  log.info({ host: env.HOST, port: portOf(server), origin: env.origin }, 'the web server is ready')
  const end = () => void stopper.stop().then(() => process.exit(0), fail)
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}

async function closeAll(pages: Pages, { close }: Wiring): Promise<void> {
  await pages.close()
  await close()
}

function listen(server: ReturnType<typeof createServer>, { PORT, HOST }: Wiring['env']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${PORT} on ${HOST} is in use by another program. Stop it, or set PORT to a free one.`
      const refused = `This user may not listen on port ${PORT} of ${HOST}. Set PORT to 1024 or more.`
      const words = error.code === 'EADDRINUSE' ? taken : error.code === 'EACCES' ? refused : error.message
      reject(new Error(words, { cause: error }))
    })
    server.listen(PORT, HOST, resolve)
  })
}

function portOf(server: ReturnType<typeof createServer>): number | null {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : null
}

/** One sentence for people; the log has the rest. */
function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

main().catch(fail)
