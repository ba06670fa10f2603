import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { IdSchema, ReactionInput } from '#app/domain/posts/post-rules.ts'
import { Invalid } from '#app/lib/errors.ts'
import { answerForm, wayBack } from '#app/web/answer.server.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** One of the six kinds, or nothing to take the reaction back. */
const Input = z.union([ReactionInput, z.object({ kind: z.literal('') })])

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${params.postId}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = IdSchema.safeParse(params.postId)
  if (!postId.success) throw new Response(null, { status: 404 })
  const form = await parseForm(request, Input)
  return answerForm(request, `${wayBack(request)}#${postId.data}`, async (viewer) => {
    if (!form.ok) throw new Invalid('There is no such reaction', { kind: 'errors.reaction' })
    await limit(request, viewer, 'react')
    const { posts } = wiring()
    const { kind } = form.value
    return kind ? posts.react({ postId: postId.data, viewer, kind }) : posts.unreact({ postId: postId.data, viewer })
  })
}
