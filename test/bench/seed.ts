import type { Client } from 'pg'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { reactionKinds } from '#app/domain/posts/post-views.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { atTurn } from './rounds.ts'
import { textOf } from './texts.ts'
import type { World } from './world.ts'

export type Size = Readonly<{ readers: number; authors: number; postsPerAuthor: number; following: number }>
export type Reader = Readonly<{ id: Id; handle: string; name: string; image: null; role: 'member' }>

const monthMs = 30 * 24 * 3600_000
const reactionsAtMost = 6

/**
 * A community of readers and authors: each reader follows `following` authors, every post has 0 to 5 reactions, every
 * third one a reply. Bulk SQL; the readers' timelines are then built by the app.
 */
export async function seedCommunity({ client, feeds }: World, size: Size): Promise<Reader[]> {
  const readers = people('reader', size.readers)
  const authors = people('author', size.authors)
  await insert(client, 'user', { id: 'uuid', handle: 'text', name: 'text' }, [...readers, ...authors])
  const posts = await insertPosts(client, authors, size.postsPerAuthor)
  await insertReactions(client, posts, authors)
  const follows = readers.flatMap((reader, index) =>
    Array.from({ length: size.following }, (_, at) => ({
      follower_id: reader.id,
      followee_id: atTurn(authors, index * 7 + at).id,
    })),
  )
  await insert(client, 'follow', { follower_id: 'uuid', followee_id: 'uuid' }, follows)
  await client.query('VACUUM ANALYZE')
  for (const { id } of readers) await feeds.duties.rebuild({ feed: homeFeed(id) })
  return readers
}

function people(name: string, count: number): Reader[] {
  return Array.from({ length: count }, (_, index) => {
    const handle = `${name}_${index}`
    return { id: newId(), handle, name: `${name} number ${index}`, image: null, role: 'member' }
  })
}

type Post = { id: Id; author_id: Id; text: string; reply_to_id: Id | null; created_at: Date }

async function insertPosts(client: Client, authors: readonly Reader[], perAuthor: number): Promise<Post[]> {
  const count = authors.length * perAuthor
  const from = Date.now() - monthMs
  const posts = Array.from({ length: count }, (_, index): Post => {
    const created_at = new Date(from + Math.floor((index / count) * monthMs))
    // Authors write in turns of uneven length, so that pages mix them.
    const author_id = atTurn(authors, index * 31).id
    return { id: newId(created_at), author_id, text: textOf(index), reply_to_id: null, created_at }
  })
  const replies = posts
    .filter((_, index) => index % 3 === 0)
    .map((post, index): Post => {
      const created_at = new Date(post.created_at.getTime() + 60_000)
      const author_id = atTurn(authors, index).id
      return { id: newId(created_at), author_id, text: textOf(index + 1), reply_to_id: post.id, created_at }
    })
  const columns = { id: 'uuid', author_id: 'uuid', text: 'text', reply_to_id: 'uuid', created_at: 'timestamptz' }
  await insert(client, 'post', columns, [...posts, ...replies])
  await client.query(`
    INSERT INTO activity (id, actor_id, verb, object_id, target_id, time, foreign_id, recorded_at, fanned_out_at)
    SELECT id, author_id, CASE WHEN reply_to_id IS NULL THEN 'post' ELSE 'reply' END, id, reply_to_id, created_at,
      'post:' || id, created_at, created_at
    FROM post`)
  return posts
}

async function insertReactions(client: Client, posts: readonly Post[], authors: readonly Reader[]): Promise<void> {
  const reactions = posts.flatMap(({ id }, index) =>
    Array.from({ length: index % Math.min(reactionsAtMost, authors.length) }, (_, at) => ({
      post_id: id,
      user_id: atTurn(authors, index + at).id,
      kind: atTurn(reactionKinds, (index * at) % 7),
    })),
  )
  await insert(client, 'reaction', { post_id: 'uuid', user_id: 'uuid', kind: 'text' }, reactions)
}

/** Rows in one statement a batch: an array a column. `types` names the columns and their SQL types. */
export async function insert<Column extends string>(
  client: Client,
  table: string,
  types: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[],
): Promise<void> {
  const columns = Object.entries<string>(types)
  const names = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')
  for (let from = 0; from < rows.length; from += 10_000) {
    const batch = rows.slice(from, from + 10_000)
    const values = columns.map(([name]) => batch.map((row) => Reflect.get(row, name)))
    await client.query(`INSERT INTO "${table}" (${names}) SELECT * FROM unnest(${arrays})`, values)
  }
}
