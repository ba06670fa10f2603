import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { wiring } from '#app/wiring.server.ts'

const AnswerInput = z.object({ answer: z.enum(['approve', 'reject']) })

export function loader() {
  return redirect('/requests')
}

/** Answers somebody who asks to follow the viewer. */
export async function action({ request, params }: ActionFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  return answerForm(request, { kind: 'follow', schema: AnswerInput }, async (viewer, { answer }) => {
    const { safety } = wiring()
    return answer === 'approve' ? safety.approve({ viewer, handle }) : safety.reject({ viewer, handle })
  })
}
