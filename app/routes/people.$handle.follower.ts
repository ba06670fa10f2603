import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

/** Nobody can be made to follow: there is no 1. */
const FollowerInput = z.object({ on: z.literal('0') })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/@${requireHandle(`@${params.handle}`)}`)
}

/** Takes somebody off the viewer's followers. */
export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  return answerForm(request, { kind: 'follow', schema: FollowerInput }, (viewer) =>
    wiring().safety.removeFollower({ viewer, handle }),
  )
}
