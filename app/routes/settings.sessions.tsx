import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { SessionRow } from '#app/components/people/session-row.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { IdSchema } from '#app/lib/id-schema.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** Without `sessionId`: every session but this one. */
const RevokeInput = z.object({ sessionId: IdSchema.optional() })

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { sessions: await respond(() => wiring().accounts.sessions({ viewer, headers: request.headers })) }
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'settings', schema: RevokeInput }, async (viewer, { sessionId }) => {
    const { accounts } = wiring()
    if (sessionId) await accounts.revokeSession({ viewer, sessionId })
    else await accounts.revokeOtherSessions({ viewer, headers: request.headers })
    return data({ ok: true as const, revoked: sessionId ? ('one' as const) : ('others' as const) })
  })
}

export default function SessionSettings() {
  const { sessions } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  return (
    <>
      <p className="mb-4 text-muted">{t('settings.sessionsHint')}</p>
      {answer?.ok === false ? <Notice tone="bad">{errorText(t, answer.errors.form)}</Notice> : null}
      {answer?.ok ? (
        <Notice tone="good">{t(answer.revoked === 'one' ? 'settings.revoked' : 'settings.revokedOthers')}</Notice>
      ) : null}
      <ul className="mt-2">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap gap-3">
        {sessions.length > 1 ? (
          <Form method="post">
            <button type="submit" className="button button-bad-plain">
              {t('settings.revokeOthers')}
            </button>
          </Form>
        ) : null}
        <form method="post" action="/sign-out">
          <button type="submit" className="button button-plain">
            {t('settings.signOut')}
          </button>
        </form>
      </div>
    </>
  )
}

export { PageProblem as ErrorBoundary }
