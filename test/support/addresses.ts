import { readdirSync, readFileSync } from 'node:fs'
import { inRoot } from '#bin/lib/paths.mjs'

/** What stands in an address in place of its names, such as `postId`, `handle`, `tag`. */
export type Parts = Readonly<Record<string, string>>

/**
 * Every address that can be read, with these parts in it: each page, its data as a script asks for it, and what docs/api.md
 * lists. Those with a part that is not given are left out.
 */
export function everyAddress(parts: Parts): string[] {
  const pages = filled(pagePatterns(), parts)
  return [...pages, ...pages.map(dataOf), ...filled(apiPatterns(), parts)]
}

/** The addresses of the routes, by the names of their files: `people.$handle.lists.tsx` is `/people/$handle/lists`. */
function pagePatterns(): string[] {
  return readdirSync(inRoot('app', 'routes')).map((file) => {
    const segments = file.replace(/\.tsx?$/, '').split('.')
    const shown = segments.filter((segment) => segment !== '_index').map((segment) => segment.replace(/_$/, ''))
    return `/${shown.join('/').replace('$profile', '@$handle')}`
  })
}

/** `<post id>` is `$postId`. */
function apiPatterns(): string[] {
  const text = readFileSync(inRoot('docs', 'api.md'), 'utf8')
  return [...text.matchAll(/`GET (\/[^`]+)`/g)].map(([, path = '']) =>
    path.replace(
      /<([\w ]+)>/g,
      (_, name: string) => `$${name.replace(/ (\w)/g, (__, letter: string) => letter.toUpperCase())}`,
    ),
  )
}

function filled(patterns: readonly string[], parts: Parts): string[] {
  return patterns
    .map((pattern) => pattern.replace(/\$(\w+)/g, (name, key: string) => parts[key] ?? name))
    .filter((path) => !path.includes('$'))
}

const dataOf = (path: string) => (path === '/' ? '/_root.data' : `${path}.data`)
