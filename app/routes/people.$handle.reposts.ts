import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

/** 1: the viewer's feeds leave out what they repost. */
const RepostsInput = z.object({ on: z.enum(['0', '1']) })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/@${requireHandle(`@${params.handle}`)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  return answerForm(request, { kind: 'mute', schema: RepostsInput }, async (viewer, { on }) => {
    const { safety } = wiring()
    return on === '1' ? safety.hideReposts({ viewer, handle }) : safety.showReposts({ viewer, handle })
  })
}
