import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/drafts')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const draftId = requireId(params.draftId)
  return answerForm(request, { kind: 'draft', schema: z.object({}) }, async (viewer) => {
    await wiring().drafts.remove({ viewer, draftId })
    return { isDeleted: true }
  })
}
