import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { FolderLine } from '#app/components/bookmarks/folder-line.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { bookmarkLimits, FolderInput } from '#app/domain/bookmarks/bookmark-rules.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('bookmarks.folders') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { folders: await respond(() => wiring().bookmarks.folders({ viewer })) }
}

/** Makes a folder. */
export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'list', schema: FolderInput }, async (viewer, input) => {
    const { id } = await wiring().bookmarks.createFolder({ viewer, input })
    return data({ ok: true as const, id })
  })
}

export default function FoldersPage() {
  const { folders } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const [errors, values] = answer && !answer.ok ? [answer.errors, answer.values] : [undefined, undefined]
  return (
    <>
      <PageHeader title={t('bookmarks.folders')} back="/bookmarks" />
      {/* Empty again once a folder is made: it stands below then. */}
      <Form method="post" key={answer?.ok ? answer.id : 'form'} className="grid gap-4 border-b border-line p-4">
        {errors?.form ? <Notice tone="bad">{errorText(t, errors.form)}</Notice> : null}
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <Field
              label={t('bookmarks.name')}
              hint={t('bookmarks.nameHint', { count: folders.length })}
              error={errors?.name}
              name="name"
              autoComplete="off"
              maxLength={bookmarkLimits.maxName}
              defaultValue={values?.name}
              required
            />
          </div>
          <button type="submit" className="button button-accent mt-7">
            {t('bookmarks.create')}
          </button>
        </div>
      </Form>
      {folders.length > 0 ? (
        <ul aria-label={t('bookmarks.folders')}>
          {folders.map((folder) => (
            <FolderLine key={folder.id} folder={folder} />
          ))}
        </ul>
      ) : (
        <Empty icon="folder" title={t('bookmarks.noFolders')} hint={t('bookmarks.noFoldersHint')} />
      )}
    </>
  )
}

export { PageProblem as ErrorBoundary }
