import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { ListInput, listLimits } from '#app/domain/lists/list-rules.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('lists.title') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { lists: await respond(() => wiring().lists.all({ viewer })) }
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'list', schema: ListInput }, async (viewer, input) => {
    const { id } = await wiring().lists.create({ viewer, input })
    throw redirect(`/lists/${id}/people`)
  })
}

export default function ListsPage() {
  const { lists } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('lists.title')} />
      <Form method="post" className="grid gap-4 border-b border-line p-4">
        {answer?.errors.form ? <Notice tone="bad">{errorText(t, answer.errors.form)}</Notice> : null}
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <Field
              label={t('lists.name')}
              hint={t('lists.nameHint')}
              error={answer?.errors.name}
              name="name"
              autoComplete="off"
              maxLength={listLimits.maxName}
              defaultValue={answer?.values.name}
              required
            />
          </div>
          <button type="submit" className="button button-accent mt-7">
            {t('lists.create')}
          </button>
        </div>
      </Form>
      {lists.length > 0 ? (
        <ul aria-label={t('lists.title')}>
          {lists.map(({ id, name, peopleCount }) => (
            <li key={id} className="border-b border-line">
              <a href={`/lists/${id}`} className="flex min-h-14 items-center gap-3 px-4 py-2 hover:bg-hover">
                <Icon name="list" />
                <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
                <span className="text-meta text-muted tabular-nums">{t('lists.people', { count: peopleCount })}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <Empty icon="list" title={t('lists.empty')} hint={t('lists.emptyHint')} />
      )}
    </>
  )
}

export { PageProblem as ErrorBoundary }
