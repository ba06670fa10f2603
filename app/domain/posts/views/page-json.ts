import type { PostView } from '../post-views.ts'

const written = new WeakMap<PostView, string>()

/** A post as JSON, written once for each object: what hands out the same object again saves the writing. */
export function postJson(post: PostView): string {
  const known = written.get(post)
  if (known !== undefined) return known
  const json = JSON.stringify(post)
  written.set(post, json)
  return json
}

/** What `JSON.stringify(page)` gives, but for the order of its fields: `items` is the first. */
export function pageJson({ items, ...rest }: Readonly<{ items: readonly PostView[] }>): string {
  const others = JSON.stringify(rest)
  const list = `{"items":[${items.map(postJson).join(',')}]`
  return others === '{}' ? `${list}}` : `${list},${others.slice(1)}`
}
