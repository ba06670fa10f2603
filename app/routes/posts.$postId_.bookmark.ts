import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { IdSchema } from '#app/lib/id-schema.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

/** `folder`: empty for none; absent, it stays where it is. */
const BookmarkInput = z.object({
  on: z.enum(['0', '1']),
  folder: z.union([z.literal(''), IdSchema]).optional(),
})

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${requireId(params.postId)}`)
}

/** Keeps a post, moves it to another folder, or lets it go. */
export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  const back = (page: string, { folder }: z.infer<typeof BookmarkInput>) =>
    folder === undefined ? `${page}#${postId}` : folder === '' ? '/bookmarks' : `/bookmarks/${folder}`
  return answerForm(request, { kind: 'bookmark', schema: BookmarkInput, back }, async (viewer, { on, folder }) => {
    const { bookmarks } = wiring()
    if (on === '0') return bookmarks.unbookmark({ viewer, postId })
    return bookmarks.bookmark({ viewer, postId, folderId: folder === '' ? null : folder })
  })
}
