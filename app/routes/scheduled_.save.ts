import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { ScheduleInput } from '#app/domain/posts/drafts/schedule-rules.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { limitFurther } from '#app/web/limit.server.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/scheduled')
}

/** Schedules what the composer's script sends; without scripts, scheduled.tsx does, which can show the text again. */
export async function action({ request }: ActionFunctionArgs) {
  const form = { kind: 'post', schema: ScheduleInput, back: () => '/scheduled' } as const
  return answerForm(request, form, async (viewer, input) => {
    await limitFurther(viewer, input.postCount - 1)
    return wiring().scheduled.schedule({ viewer, input })
  })
}
