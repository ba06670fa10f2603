import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { safeRedirect } from '#app/web/safe-redirect.ts'
import { wiring } from '#app/wiring.server.ts'

const DeleteInput = z.object({ redirectTo: z.string().optional() })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${requireId(params.postId)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  const back = (page: string, { redirectTo }: z.infer<typeof DeleteInput>) => safeRedirect(redirectTo, page)
  return answerForm(request, { schema: DeleteInput, back }, async (viewer) => {
    await wiring().posts.remove({ postId, viewer })
    return { id: postId }
  })
}
