import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

/** `copyLimit` goes with following, `keepHistory` with its end: docs/api.md. */
const FollowInput = z.object({
  on: z.enum(['0', '1']),
  copyLimit: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional(),
  keepHistory: z.enum(['0', '1']).optional(),
})

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/@${requireHandle(`@${params.handle}`)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  return answerForm(request, { kind: 'follow', schema: FollowInput }, async (viewer, input) => {
    const { accounts } = wiring()
    if (input.on === '1') return accounts.follow({ viewer, handle, copyLimit: input.copyLimit })
    return accounts.unfollow({ viewer, handle, keepHistory: input.keepHistory === '1' })
  })
}
