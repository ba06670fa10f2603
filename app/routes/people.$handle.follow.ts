import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { Invalid } from '#app/lib/errors.ts'
import { answerForm, wayBack } from '#app/web/answer.server.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

const FollowInput = z.object({ on: z.enum(['0', '1']) })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/@${requireHandle(`@${params.handle}`)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  const form = await parseForm(request, FollowInput)
  return answerForm(request, wayBack(request), async (viewer) => {
    if (!form.ok) throw new Invalid('Say whether to follow', form.errors)
    await limit(request, viewer, 'follow')
    const { accounts } = wiring()
    return form.value.on === '1' ? accounts.follow({ viewer, handle }) : accounts.unfollow({ viewer, handle })
  })
}
