import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { reactionKinds } from '#app/domain/posts/post-views.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

/** One of the six kinds or the id of a custom emoji; or nothing, to take the reaction back. */
const Input = z.object({ kind: z.union([z.enum([...reactionKinds, '']), IdSchema], 'errors.reaction') })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${requireId(params.postId)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  const back = (page: string) => (page === `/posts/${postId}/react` ? `/posts/${postId}` : `${page}#${postId}`)
  return answerForm(request, { kind: 'react', schema: Input, back }, async (viewer, { kind }) => {
    const { posts } = wiring()
    return kind ? posts.react({ postId, viewer, kind }) : posts.unreact({ postId, viewer })
  })
}
