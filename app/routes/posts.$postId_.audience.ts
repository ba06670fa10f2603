import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { settableAudiences } from '#app/domain/posts/post-views.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

const AudienceInput = z.object({ audience: z.enum(settableAudiences, 'errors.audience') })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${requireId(params.postId)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  return answerForm(request, { kind: 'audience', schema: AudienceInput }, async (viewer, { audience }) => {
    await wiring().posts.setAudience({ postId, viewer, audience })
    return { audience }
  })
}
