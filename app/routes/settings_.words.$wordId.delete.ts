import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

const page = '/settings/words'

export function loader() {
  return redirect(page)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const wordId = requireId(params.wordId)
  return answerForm(request, { kind: 'mute', schema: z.object({}), back: () => page }, (viewer) =>
    wiring().safety.unmuteWord({ viewer, wordId }),
  )
}
