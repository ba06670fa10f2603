import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SendAgain } from '#app/components/composer/send-again.tsx'
import { UnsentRow } from '#app/components/composer/unsent-row.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { DraftInput, draftLimits } from '#app/domain/posts/drafts/draft-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { readImagesForm } from '#app/web/images-form.server.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { useDraftTabs } from '#app/web/use-draft-tabs.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('drafts.title') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { drafts: await respond(() => wiring().drafts.all({ viewer })) }
}

/** Keeps what the composer sends without scripts; what cannot be kept comes back with what was written. */
export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(
    request,
    { kind: 'draft', schema: DraftInput, readForm: readImagesForm },
    async (viewer, input) => {
      await wiring().drafts.save({ viewer, input })
      return redirect('/drafts', 303)
    },
  )
}

export default function DraftsPage() {
  const { drafts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const tabs = useDraftTabs()
  if (answer) return <SendAgain error={Object.values(answer.errors)[0]} values={answer.values} />
  return (
    <>
      <PageHeader title={t('drafts.title')} back="/compose" tabs={tabs} />
      {drafts.length > 0 ? (
        <>
          <ul aria-label={t('drafts.title')}>
            {drafts.map((draft) => (
              <UnsentRow key={draft.id} draft={draft} />
            ))}
          </ul>
          <p className="px-4 py-3 text-meta text-muted">
            {t('drafts.limit', { count: drafts.length, max: draftLimits.maxDrafts })}
          </p>
        </>
      ) : (
        <Empty icon="file-text" title={t('drafts.empty')} hint={t('drafts.emptyHint')} />
      )}
    </>
  )
}

export { PageProblem as ErrorBoundary }
