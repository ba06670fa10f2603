import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { decodeCursor, maxCursorLength } from '#app/domain/feeds/cursor.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const SeenInput = z.object({ upTo: z.string().min(1).max(maxCursorLength) })

export function loader() {
  return redirect('/')
}

/** The home feed was shown from this place on (`prevCursor` of its first page). */
export async function action({ request }: ActionFunctionArgs) {
  return answerForm(request, { kind: 'seen', schema: SeenInput }, async (viewer, { upTo }) => {
    const at = decodeCursor(upTo)
    if (at) await wiring().feeds.markSeen({ feed: homeFeed(viewer.id), upTo: at })
    return {}
  })
}
