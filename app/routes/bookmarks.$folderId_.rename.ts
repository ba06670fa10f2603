import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { FolderInput } from '#app/domain/bookmarks/bookmark-rules.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

const page = '/bookmarks/folders'

export function loader() {
  return redirect(page)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const folderId = requireId(params.folderId)
  return answerForm(request, { kind: 'list', schema: FolderInput, back: () => page }, async (viewer, input) => {
    await wiring().bookmarks.renameFolder({ viewer, folderId, input })
    return { name: input.name }
  })
}
