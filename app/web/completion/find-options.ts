import type { PersonView } from '#app/domain/posts/post-views.ts'
import { findOffered } from '../offered-emoji.ts'
import type { Word } from './word-at.ts'

/** One of the things that a word may become. `insert`: what stands in its place then. */
export type Option = Readonly<{ key: string; insert: string }> &
  (
    | Readonly<{ kind: 'people'; person: PersonView; isFollowing: boolean }>
    | Readonly<{ kind: 'tags'; tag: string; people: number }>
    | Readonly<{ kind: 'emoji'; emoji: string; name: string }>
    | Readonly<{ kind: 'custom'; src: string; name: string }>
  )

const maxOptions = 8
const held = new Map<string, Promise<readonly Option[]>>()

/** What a word may become, the best first; nothing while it cannot be found out. */
export function findOptions({ kind, prefix }: Word): Promise<readonly Option[]> {
  // Not held: which of the site's own there are is known for a while only.
  const found = kind === 'emoji' ? findAnyEmoji(prefix.toLowerCase()) : askOnce(kind, prefix)
  return found.catch(() => [])
}

/** Asked once a page for each beginning. */
function askOnce(kind: 'people' | 'tags', prefix: string): Promise<readonly Option[]> {
  const key = `${kind} ${prefix.toLowerCase()}`
  const known = held.get(key)
  if (known !== undefined) return known
  const found = ask(kind, prefix)
  if (held.size > 500) held.clear()
  held.set(key, found)
  found.catch(() => held.delete(key))
  return found
}

async function ask(kind: 'people' | 'tags', prefix: string): Promise<readonly Option[]> {
  const response = await fetch(`/api/complete/${kind}?${new URLSearchParams({ q: prefix })}`)
  if (!response.ok) throw new Error(`completion answered ${response.status}`)
  if (kind === 'people') {
    const { items }: { items: readonly (PersonView & { isFollowing: boolean })[] } = await response.json()
    return items.map(({ isFollowing, ...person }) => ({
      ...{ kind, key: person.id, insert: `@${person.handle}`, person, isFollowing },
    }))
  }
  const { items }: { items: readonly { tag: string; people: number }[] } = await response.json()
  return items.map((use) => ({ kind, key: use.tag, insert: `#${use.tag}`, ...use }))
}

/** The site's own first. */
async function findAnyEmoji(prefix: string): Promise<readonly Option[]> {
  const [custom, common] = await Promise.all([findCustom(prefix), findEmoji(prefix)])
  return [...custom, ...common].slice(0, maxOptions)
}

/** By the beginning of the name, then of a word of it or of what is said of it. */
async function findCustom(prefix: string): Promise<readonly Option[]> {
  const found: { place: number; option: Option }[] = []
  for (const { id, name, src, description } of await findOffered()) {
    const words = [...name.split('_'), ...description.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)]
    const isCalled = name.startsWith(prefix)
    if (!isCalled && !words.some((word) => word.startsWith(prefix))) continue
    const place = name === prefix ? 0 : isCalled ? 1 : 2
    found.push({ place, option: { kind: 'custom', key: id, insert: `:${name}:`, src, name } })
  }
  return best(found)
}

function best(found: { place: number; option: Option }[]): readonly Option[] {
  return found
    .sort((a, b) => a.place - b.place)
    .slice(0, maxOptions)
    .map(({ option }) => option)
}

/** By shortcode first, then by what it stands for. Loaded when the first one is typed. */
async function findEmoji(prefix: string): Promise<readonly Option[]> {
  const { gemoji } = await import('gemoji')
  const found: { place: number; option: Option }[] = []
  for (const { emoji, names, tags } of gemoji) {
    const name = names.find((each) => each.startsWith(prefix))
    const tag = tags.find((each) => each.startsWith(prefix))
    if (!name && !tag) continue
    const place = name === prefix ? 0 : name ? 1 : 2
    found.push({ place, option: { kind: 'emoji', key: emoji, insert: emoji, emoji, name: name ?? names[0] ?? '' } })
  }
  return best(found)
}
