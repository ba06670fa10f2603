import { z } from 'zod'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { normaliseTag } from '#app/domain/posts/post-text.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { wiring } from '#app/wiring.server.ts'

/** The beginning of a handle, a name or a tag. */
const Parameters = z.object({
  q: z
    .string()
    .regex(/^[\p{L}\p{M}\p{N}_]{1,60}$/u)
    .transform(normaliseTag),
})

/**
 * What a word may become that somebody is typing: `people` or `tags`.
 * @throws NotFound for anything else; Invalid for a beginning that is none
 */
export function completionOf(of: string | undefined, parameters: Readonly<Record<string, unknown>>) {
  if (of !== 'people' && of !== 'tags') throw new NotFound('There is nothing here.')
  const parsed = Parameters.safeParse({ ...parameters })
  if (!parsed.success) throw new Invalid('The parameter q is not as it should be.')
  const prefix = parsed.data.q
  const { accounts, posts } = wiring()
  return (viewer: Viewer) => (of === 'people' ? accounts.complete({ viewer, prefix }) : posts.completeTags({ prefix }))
}
