import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

const page = '/bookmarks/folders'

export function loader() {
  return redirect(page)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const folderId = requireId(params.folderId)
  return answerForm(request, { kind: 'list', schema: z.object({}), back: () => page }, (viewer) =>
    wiring().bookmarks.removeFolder({ viewer, folderId }),
  )
}
