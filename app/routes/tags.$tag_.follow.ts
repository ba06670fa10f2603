import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireTag } from '#app/web/page-tag.ts'
import { wiring } from '#app/wiring.server.ts'

const FollowInput = z.object({ on: z.enum(['0', '1']) })

export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/tags/${encodeURIComponent(requireTag(params.tag))}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const tag = requireTag(params.tag)
  return answerForm(request, { kind: 'follow', schema: FollowInput }, async (viewer, { on }) => {
    await wiring().posts.setFollowedTag({ viewer, tag, isOn: on === '1' })
    return { isFollowing: on === '1' }
  })
}
