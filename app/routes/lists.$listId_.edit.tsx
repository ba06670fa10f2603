import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { ListHeader } from '#app/components/lists/list-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { ListInput, listLimits } from '#app/domain/lists/list-rules.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({ title: t('lists.editTitle', { name: data?.list.name ?? '' }) }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const listId = requireId(params.listId)
  const viewer = await requireViewer(request)
  return { list: await respond(() => wiring().lists.require({ viewer, listId })) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const listId = requireId(params.listId)
  return answerPageForm(request, { kind: 'list', schema: ListInput }, async (viewer, input) => {
    await wiring().lists.rename({ viewer, listId, input })
    return { ok: true as const, values: input }
  })
}

export default function EditListPage() {
  const { list } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const errors = answer?.ok === false ? answer.errors : undefined
  return (
    <>
      <ListHeader list={list} tab="edit" />
      <div className="grid gap-8 px-4 py-6">
        <Form method="post" className="grid gap-4">
          {answer?.ok ? <Notice tone="good">{t('lists.saved')}</Notice> : null}
          {errors?.form ? <Notice tone="bad">{errorText(t, errors.form)}</Notice> : null}
          <Field
            label={t('lists.rename')}
            error={errors?.name}
            name="name"
            autoComplete="off"
            maxLength={listLimits.maxName}
            defaultValue={answer?.values.name ?? list.name}
            required
          />
          <button type="submit" className="button button-accent justify-self-start">
            {t('lists.save')}
          </button>
        </Form>
        {/* Asked for once, with what it does; opens without a script. */}
        <details>
          <summary className="button button-bad-plain">{t('lists.delete')}</summary>
          <Form method="post" action={`/lists/${list.id}/delete`} className="mt-4 grid justify-items-start gap-4">
            <p className="text-pretty">{t('lists.deleteWarning')}</p>
            <button type="submit" className="button button-bad">
              {t('lists.deleteSure')}
            </button>
          </Form>
        </details>
      </div>
    </>
  )
}

export { PageProblem as ErrorBoundary }
