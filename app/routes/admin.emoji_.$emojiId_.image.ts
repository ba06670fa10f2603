import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireAdmin } from '#app/domain/accounts/viewer.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { EmojiImageForm, readEmojiForm, sentImage } from '#app/web/emoji-form.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/admin/emoji')
}

/** Another image for an emoji whose own could not be prepared. */
export async function action({ request, params }: ActionFunctionArgs) {
  const emojiId = requireId(params.emojiId)
  const form = { kind: 'upload', schema: EmojiImageForm, readForm: readEmojiForm } as const
  return answerForm(request, form, async (viewer, { image }) => {
    requireAdmin(viewer)
    await wiring().emoji.sendImage({ viewer, emojiId, image: await sentImage(image) })
    return { state: 'waiting' }
  })
}
