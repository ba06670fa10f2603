import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${requireId(params.postId)}`)
}

/** Takes the viewer's post off the one that quotes it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  return answerForm(request, { kind: 'repost', schema: z.object({}) }, async (viewer) => {
    await wiring().posts.detachQuote({ postId, viewer })
    return { isDetached: true }
  })
}
