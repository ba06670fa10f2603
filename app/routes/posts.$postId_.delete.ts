import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { IdSchema } from '#app/domain/posts/post-rules.ts'
import { answerForm, wayBack } from '#app/web/answer.server.ts'
import { parseForm } from '#app/web/form.server.ts'
import { wiring } from '#app/wiring.server.ts'

const DeleteInput = z.object({ redirectTo: z.string().optional() })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${params.postId}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = IdSchema.safeParse(params.postId)
  if (!postId.success) throw new Response(null, { status: 404 })
  const form = await parseForm(request, DeleteInput)
  const back = wayBack(request, form.ok ? form.value.redirectTo : undefined)
  return answerForm(request, back, async (viewer) => {
    await wiring().posts.remove({ postId: postId.data, viewer })
    return { id: postId.data }
  })
}
