import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.mjs'
import { run } from './processes.mjs'
import { step } from './say.mjs'

const processes = {
  server: 'app/server.ts',
  worker: 'jobs/worker.ts',
  image: 'app/domain/media/image-process.server.ts',
  cli: 'app/cli/main.ts',
}
const dist = inRoot('dist')
const sources = [
  'app',
  'jobs',
  'public',
  'prisma/schema.prisma',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
]
const isTest = /\.test\.tsx?$/

const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)

function* walk(name) {
  const file = inRoot(name)
  // The Prisma client follows from the schema.
  if (name === path.join('app', 'lib', 'prisma') || isTest.test(name) || !existsSync(file)) return
  if (!statSync(file).isDirectory()) yield name
  else for (const child of readdirSync(file).sort()) yield* walk(path.join(name, child))
}

/** By content, not by time: a checkout that comes back to what was built needs no new build. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const name of sources.flatMap((source) => [...walk(source)])) {
    const content = readFileSync(inRoot(name))
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Generates the Prisma client unless it belongs to the schema as it is now. */
export async function ensureClient() {
  const stamp = inRoot('app', 'lib', 'prisma', '.schema')
  const { version } = JSON.parse(readFileSync(inRoot('node_modules', 'prisma', 'package.json'), 'utf8'))
  const wanted = createHash('sha256')
    .update(version)
    .update(readFileSync(inRoot('prisma', 'schema.prisma')))
    .digest('hex')
  if (readStamp(stamp) === wanted) return
  await step('Generating the database client', async () => {
    // The client needs no schema engine, yet Prisma would download one: any file that exists keeps it offline.
    const env = {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    }
    const prisma = inRoot('node_modules', 'prisma', 'build', 'index.js')
    await run(process.execPath, [prisma, 'generate'], { name: 'prisma generate', cwd: inRoot(), env })
    writeFileSync(stamp, wanted)
  })
}

/** Writes each entry, as a process runs it, to a file of its name in the folder. */
export async function bundle(entries, outdir) {
  const { build, stop } = await import('esbuild')
  const entryPoints = Object.entries(entries).map(([out, file]) => ({ in: inRoot(file), out }))
  await build({
    entryPoints,
    outdir,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    logLevel: 'silent',
    absWorkingDir: inRoot(),
  })
  // Its service would stay for as long as this process.
  await stop()
}

/** Builds pages and processes unless the build is of the sources as they are now. */
export async function ensureBuilt() {
  const stamp = path.join(dist, '.sources')
  const wanted = fingerprint()
  if (readStamp(stamp) === wanted && existsSync(inRoot('build', 'server', 'index.js'))) return
  await step('Building', async () => {
    const vite = inRoot('node_modules', '@remix-run', 'dev', 'dist', 'cli.js')
    const env = { ...process.env, NODE_ENV: 'production' }
    await run(process.execPath, [vite, 'vite:build'], { name: 'remix vite:build', cwd: inRoot(), env })
    mkdirSync(dist, { recursive: true })
    await bundle(processes, dist)
    writeFileSync(stamp, wanted)
  })
}
