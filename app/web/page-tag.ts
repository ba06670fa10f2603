import { TagSchema } from '#app/domain/posts/post-rules.ts'

/** The tag in an address, normalised. @throws a 404 for what is none */
export function requireTag(segment: string | undefined): string {
  const tag = TagSchema.safeParse(segment)
  if (!tag.success) throw new Response(null, { status: 404 })
  return tag.data
}
