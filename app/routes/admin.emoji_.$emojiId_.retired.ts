import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireAdmin } from '#app/domain/accounts/viewer.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

const Input = z.object({ on: z.enum(['1', '0'], 'errors.invalid') })

export function loader() {
  return redirect('/admin/emoji')
}

/** Takes an emoji out of use, or brings it back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const emojiId = requireId(params.emojiId)
  return answerForm(request, { schema: Input }, async (viewer, { on }) => {
    requireAdmin(viewer)
    const isRetired = on === '1'
    await wiring().emoji.setRetired({ emojiId, isRetired })
    return { isRetired }
  })
}
