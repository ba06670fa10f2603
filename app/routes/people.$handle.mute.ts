import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { MuteLengthInput } from '#app/domain/safety/mute-rules.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

/** How long, and whether their notifications stay, go with a mute: docs/api.md. */
const MuteInput = z.object({
  on: z.enum(['0', '1']),
  length: MuteLengthInput,
  notifications: z.enum(['hide', 'show']).default('hide'),
})

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/@${requireHandle(`@${params.handle}`)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  return answerForm(request, { kind: 'mute', schema: MuteInput }, async (viewer, { on, length, notifications }) => {
    const { safety } = wiring()
    if (on === '0') return safety.unmute({ viewer, handle })
    return safety.mute({ viewer, handle, length, hidesNotifications: notifications === 'hide' })
  })
}
