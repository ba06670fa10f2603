import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

const PinInput = z.object({ on: z.enum(['0', '1']) })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${requireId(params.postId)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  return answerForm(request, { kind: 'audience', schema: PinInput }, async (viewer, { on }) => {
    await wiring().posts.setPinned({ postId, viewer, isOn: on === '1' })
    return { isPinned: on === '1' }
  })
}
