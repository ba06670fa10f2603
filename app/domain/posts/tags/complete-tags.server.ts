import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { tagsIn } from '../post-text.ts'
import { visible } from '../visibility/visible.server.ts'

/** By how many people it was used lately. */
export type TagUse = Readonly<{ tag: string; people: number }>

const maxShown = 8
const keptMs = 60_000
/** Tags are looked for in so many posts that have any, and those among so many: the cost stays the same. */
const [taggedPosts, scannedPosts] = [2_000, 10_000]

/** Hashtags as they are used in the newest posts that everybody may see, counted once a minute in this process. */
export function createTagCompletion({ db, now }: { db: Db; now: () => Date }) {
  let counted: { atMs: number; uses: Promise<TagUse[]> } | undefined
  return async function completeTags({ prefix }: { prefix: string }): Promise<TagUse[]> {
    const atMs = now().getTime()
    if (!counted || atMs - counted.atMs > keptMs) {
      const fresh = { atMs, uses: countTags(db) }
      fresh.uses.catch(() => {
        if (counted === fresh) counted = undefined
      })
      counted = fresh
    }
    return (await counted.uses).filter(({ tag }) => tag.startsWith(prefix)).slice(0, maxShown)
  }
}

/** Most used first. */
async function countTags(db: Db): Promise<TagUse[]> {
  const posts = await db.$queryRaw<{ text: string; authorId: Id }[]>`
    SELECT left(p.text, 10000) AS text, p.author_id AS "authorId"
    FROM (SELECT * FROM post ORDER BY id DESC LIMIT ${scannedPosts}) p
    WHERE p.audience = 'public' AND position('#' IN p.text) > 0 AND ${visible(null)} ORDER BY p.id DESC LIMIT ${taggedPosts}`
  const people = new Map<string, Set<Id>>()
  for (const { text, authorId } of posts) {
    for (const tag of tagsIn(text)) people.set(tag, (people.get(tag) ?? new Set()).add(authorId))
  }
  return [...people]
    .map(([tag, authors]) => ({ tag, people: authors.size }))
    .sort((a, b) => b.people - a.people || (a.tag < b.tag ? -1 : 1))
}
