import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { createLru } from '#app/lib/cache/lru.ts'

type Handler = ReturnType<typeof createRequestHandler>

/** Paths whose routes are known. */
const maxPaths = 2_000
const maxPathLength = 200

/**
 * Remix, with few routes at a time. For each page it goes some six times through all the routes of the build that it
 * is given; so each set of routes that belong together has a handler of its own, which knows no others.
 * @returns a handler of pages; data, forms and the list of routes are left to one that knows all
 */
export function createBranches(build: ServerBuild, mode: string): Handler {
  const whole = createRequestHandler(build, mode)
  const tree = treeOf(build.routes)
  const handlers = new Map<string, Handler>()
  const byPath = createLru<Handler>(maxPaths, () => 1)

  function find(path: string): Handler {
    const ids = routesFor(tree, path)
    if (ids.length === 0) return whole
    const name = ids.join(' ')
    const handler = handlers.get(name) ?? createRequestHandler(pruned(build, ids), mode)
    handlers.set(name, handler)
    return handler
  }

  return (request, context) => {
    const path = request.method === 'GET' ? new URL(request.url).pathname : null
    if (path === null || path.endsWith('.data') || path === '/__manifest') return whole(request, context)
    const handler = byPath.get(path) ?? find(path)
    if (path.length <= maxPathLength) byPath.set(path, handler)
    return handler(request, context)
  }
}

/** What a page and the pages above its path are made of: the browser is told of those, too. */
function routesFor(tree: RouteObject[], path: string): string[] {
  const parts = path.split('/').filter(Boolean)
  const above = parts.map((_, at) => `/${parts.slice(0, at).join('/')}`)
  const own = matchRoutes(tree, path)
  if (!own) return []
  const all = above.flatMap((one) => matchRoutes(tree, one) ?? []).concat(own)
  return [...new Set(all.map(({ route }) => route.id ?? ''))].sort()
}

function pruned(build: ServerBuild, ids: readonly string[]): ServerBuild {
  const { routes, assets } = build
  return { ...build, routes: pick(routes, ids), assets: { ...assets, routes: pick(assets.routes, ids) } }
}

function pick<Value>(all: Readonly<Record<string, Value>>, ids: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)))
}

function treeOf(routes: ServerBuild['routes'], parentId?: string): RouteObject[] {
  return Object.values(routes).flatMap((route): RouteObject[] => {
    if (!route || route.parentId !== parentId) return []
    const { id, path, caseSensitive } = route
    return route.index
      ? [{ id, path, caseSensitive, index: true }]
      : [{ id, path, caseSensitive, children: treeOf(routes, id) }]
  })
}

type RouteObject = Parameters<typeof matchRoutes>[0][number]
