import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

const FollowInput = z.object({ on: z.enum(['0', '1']) })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/@${requireHandle(`@${params.handle}`)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  return answerForm(request, { kind: 'follow', schema: FollowInput }, async (viewer, { on }) => {
    const { accounts } = wiring()
    return on === '1' ? accounts.follow({ viewer, handle }) : accounts.unfollow({ viewer, handle })
  })
}
