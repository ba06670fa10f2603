import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { DraftInput } from '#app/domain/posts/drafts/draft-rules.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/drafts')
}

/** Keeps what the composer's script sends; without scripts, drafts.tsx does, which can show the text again. */
export async function action({ request }: ActionFunctionArgs) {
  return answerForm(request, { kind: 'draft', schema: DraftInput, back: () => '/drafts' }, (viewer, input) =>
    wiring().drafts.save({ viewer, input }),
  )
}
