import type { Id } from '#app/lib/id.ts'
import type { Reading } from '../views/reading.server.ts'
import { maySee } from './may-see.ts'

type Deps = Pick<Reading, 'sync' | 'facts' | 'readerOf'>
type Seen = { isPublic: boolean } | null

/** For what belongs to a post and is asked for by itself, such as a file. From cached facts. */
export async function whoSees(
  deps: Deps,
  { postId, viewer }: { postId: Id; viewer: { id: Id } | null },
): Promise<Seen> {
  await deps.sync()
  const [post] = await deps.facts.posts.get([postId])
  const [author] = post ? await deps.facts.authors.get([post.authorId]) : []
  if (!post || !author) return null
  const [reader, stranger] = await Promise.all([deps.readerOf(viewer?.id ?? null), deps.readerOf(null)])
  return maySee(reader, post, author) ? { isPublic: maySee(stranger, post, author) } : null
}

/** What belongs to a person is for everybody, unless they are suspended. */
export async function whoSeesPerson(deps: Omit<Deps, 'readerOf'>, { personId }: { personId: Id }): Promise<Seen> {
  await deps.sync()
  const [author] = await deps.facts.authors.get([personId])
  return author && !author.isSuspended ? { isPublic: true } : null
}
