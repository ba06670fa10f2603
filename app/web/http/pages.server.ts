import type { Server } from 'node:http'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node'
import express, { type RequestHandler, Router } from 'express'
import type { Env } from '#app/lib/env.server.ts'
import { getRequestContext } from '../request-context.server.ts'
import { answerByFetch } from './fetch-adapter.server.ts'
import { createBranches } from './page-branches.server.ts'

declare module '@remix-run/node' {
  interface AppLoadContext {
    nonce: string
    requestId: string
    clientIp: string
  }
}

/** Stylesheets, scripts and pages. Closing is for development, where files are watched. */
export type Pages = { router: Router; close: () => Promise<void> }

/** The pages as `remix vite:build` left them in `build/`. @throws when there is no build */
export async function builtPages({ NODE_ENV }: Pick<Env, 'NODE_ENV'>): Promise<Pages> {
  const path = resolve('build/server/index.js')
  const build: ServerBuild = await import(/* @vite-ignore */ pathToFileURL(path).href)
  const router = Router()
  // Their names carry a hash of what is in them.
  router.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y', index: false }))
  router.use('/assets', missingAsset)
  const files = express.static('build/client', { maxAge: '1h', index: false, redirect: false })
  // Every file has a dot in its name; no page has to wait for the disk to say that it is none.
  router.use((request, response, next) => (request.path.includes('.') ? files(request, response, next) : next()))
  const handle = createBranches(build, NODE_ENV)
  router.use(
    privately,
    answerByFetch((request) => handle(request, loadContext())),
  )
  return { router, close: async () => undefined }
}

/** The pages straight from their sources, changing in the browser as they are edited. */
export async function watchedPages({ server, env }: { server: Server; env: Pick<Env, 'NODE_ENV'> }): Promise<Pages> {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } }, appType: 'custom' })
  // The Remix plugin runs a second Vite, which would end the process at this signal before our own stop is through.
  process.removeAllListeners('SIGTERM')
  const router = Router()
  router.use(vite.middlewares)
  const answer = async (request: Request) => {
    const build = await vite.ssrLoadModule('virtual:remix/server-build')
    if (!isServerBuild(build)) throw new Error('the Remix plugin made no server build')
    return createRequestHandler(build, env.NODE_ENV)(request, loadContext())
  }
  router.use(privately, answerByFetch(answer))
  return { router, close: () => vite.close() }
}

function loadContext(): AppLoadContext {
  const context = getRequestContext()
  if (!context) throw new Error('a page was asked for outside a request')
  const { nonce, requestId, clientIp } = context
  return { nonce, requestId, clientIp }
}

/**
 * What one person sees is kept by no cache, errors included; the list of routes is the same for everybody.
 * Data that a browser fetches ahead, since the pointer rests on a link, lives in that browser until the click.
 */
const privately: RequestHandler = (request, response, next) => {
  const isAhead = request.path.endsWith('.data') && request.get('Sec-Purpose')?.startsWith('prefetch') === true
  const kept = isAhead ? `private, max-age=${aheadS}` : 'private, no-store'
  if (request.path !== '/__manifest') response.setHeader('Cache-Control', kept)
  next()
}

const aheadS = 5

const missingAsset: RequestHandler = (_request, response) => {
  response.status(404).set('Cache-Control', 'no-store').type('text').send('There is no such file.\n')
}

function isServerBuild(module: Record<string, unknown>): module is ServerBuild & Record<string, unknown> {
  return 'routes' in module && 'entry' in module && 'assets' in module
}
