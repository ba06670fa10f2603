import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/scheduled')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const draftId = requireId(params.draftId)
  return answerForm(request, { kind: 'post', schema: z.object({}) }, async (viewer) => {
    const { posts, scheduled } = wiring()
    const { id } = await scheduled.publishNow({ viewer, draftId })
    return { post: await posts.view({ postId: id, viewer }) }
  })
}
