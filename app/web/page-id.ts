import type { Id } from '#app/lib/id.ts'
import { IdSchema } from '#app/lib/id-schema.ts'

/** The id in an address. @throws a 404 for what is none */
export function requireId(segment: string | undefined): Id {
  const id = IdSchema.safeParse(segment)
  if (!id.success) throw new Response(null, { status: 404 })
  return id.data
}
