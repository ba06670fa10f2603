import path from 'node:path'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Rollup } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    tailwindcss(),
    remix({
      ignoredRouteFiles: ['**/*.test.{ts,tsx}'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
      },
    }),
  ],
  build: {
    target: 'es2022',
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: chunkOf } },
  },
}))

/** What is loaded together anyway is one file: by every page, and by every page that shows posts. */
const together = {
  frame: ['app/entry.client.tsx', 'app/root.tsx'],
  posts: ['app/components/feed/feed.tsx'],
}

function chunkOf(id: string, { getModuleInfo }: Rollup.ManualChunkMeta): string | undefined {
  return Object.entries(together).find(([, entries]) =>
    entries.some((entry) => loadedWith(path.resolve(entry), getModuleInfo).has(id)),
  )?.[0]
}

const known = new Map<string, Set<string>>()

/** A module and all that it imports, not counting what it loads later. */
function loadedWith(entry: string, getModuleInfo: Rollup.GetModuleInfo): Set<string> {
  const found = known.get(entry) ?? new Set([entry])
  known.set(entry, found)
  if (found.size === 1)
    for (const id of found) for (const imported of getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  return found
}
