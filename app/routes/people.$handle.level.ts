import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { LevelSchema } from '#app/domain/levels/level-rules.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

/** How much of somebody the viewer wants at home. */
const LevelInput = z.object({ level: LevelSchema })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/@${requireHandle(`@${params.handle}`)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  const form = { kind: 'follow', schema: LevelInput, back: () => `/@${handle}` } as const
  return answerForm(request, form, (viewer, { level }) => wiring().levels.set({ viewer, handle, level }))
}
