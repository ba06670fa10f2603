import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SendAgain } from '#app/components/composer/send-again.tsx'
import { UnsentRow } from '#app/components/composer/unsent-row.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { draftLimits } from '#app/domain/posts/drafts/draft-rules.ts'
import { ScheduleInput } from '#app/domain/posts/drafts/schedule-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { readImagesForm } from '#app/web/images-form.server.ts'
import { limitFurther } from '#app/web/limit.server.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { useDraftTabs } from '#app/web/use-draft-tabs.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('drafts.scheduled') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { scheduled: await respond(() => wiring().scheduled.scheduled({ viewer })) }
}

/** Has a post published at its time; what cannot be accepted comes back with what was written. */
export async function action({ request }: ActionFunctionArgs) {
  const form = { kind: 'post', schema: ScheduleInput, readForm: readImagesForm } as const
  return answerPageForm(request, form, async (viewer, input) => {
    await limitFurther(viewer, input.postCount - 1)
    await wiring().scheduled.schedule({ viewer, input })
    return redirect('/scheduled', 303)
  })
}

export default function ScheduledPage() {
  const { scheduled } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const tabs = useDraftTabs()
  if (answer) return <SendAgain error={Object.values(answer.errors)[0]} values={answer.values} />
  return (
    <>
      <PageHeader title={t('drafts.scheduled')} back="/compose" tabs={tabs} />
      {scheduled.length > 0 ? (
        <>
          <ul aria-label={t('drafts.scheduled')}>
            {scheduled.map((draft) => (
              <UnsentRow key={draft.id} draft={draft} />
            ))}
          </ul>
          <p className="px-4 py-3 text-meta text-muted">
            {t('drafts.scheduledLimit', { count: scheduled.length, max: draftLimits.maxScheduled })}
          </p>
        </>
      ) : (
        <Empty icon="clock" title={t('drafts.scheduledEmpty')} hint={t('drafts.scheduledEmptyHint')} />
      )}
    </>
  )
}

export { PageProblem as ErrorBoundary }
