import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

const ListedInput = z.object({ on: z.enum(['0', '1']) })

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/lists/${requireId(params.listId)}/people`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const [listId, handle] = [requireId(params.listId), requireHandle(`@${params.handle}`)]
  return answerForm(request, { kind: 'list', schema: ListedInput }, (viewer, { on }) =>
    wiring().lists.setPerson({ viewer, listId, handle, isOn: on === '1' }),
  )
}
