import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/lists/${requireId(params.listId)}/edit`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const listId = requireId(params.listId)
  return answerForm(request, { kind: 'list', schema: z.object({}), back: () => '/lists' }, async (viewer) => {
    await wiring().lists.remove({ viewer, listId })
    return { isDeleted: true }
  })
}
