import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { IdSchema } from '#app/domain/posts/post-rules.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { asFormAnswer, respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** Without `sessionId`: every session but this one. */
const RevokeInput = z.object({ sessionId: IdSchema.optional() })

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { sessions: await respond(() => wiring().accounts.sessions({ viewer, headers: request.headers })) }
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, RevokeInput)
  if (!form.ok) return data(form, { status: 422 })
  const { sessionId } = form.value
  const { accounts } = wiring()
  try {
    await limit(request, viewer, 'settings')
    if (sessionId) await accounts.revokeSession({ viewer, sessionId })
    else await accounts.revokeOtherSessions({ viewer, headers: request.headers })
    return data({ ok: true as const, revoked: sessionId ? ('one' as const) : ('others' as const) })
  } catch (error) {
    return asFormAnswer(error)
  }
}

export default function SessionSettings() {
  const { sessions } = useLoaderData<typeof loader>()
  return (
    <ul>
      {sessions.map(({ id, userAgent, isCurrent }) => (
        <li key={id}>
          {userAgent}
          {isCurrent ? null : (
            <Form method="post">
              <button type="submit" name="sessionId" value={id}>
                Sign out
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
