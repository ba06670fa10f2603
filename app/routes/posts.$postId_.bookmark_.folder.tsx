import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('bookmarks.choose') }))

/** Where the viewer keeps a post. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await requireViewer(request)
  const { bookmarks } = wiring()
  return respond(async () => {
    const [{ folderId }, folders] = await Promise.all([
      bookmarks.require({ viewer, postId }),
      bookmarks.folders({ viewer }),
    ])
    return { postId, folderId, folders }
  })
}

export default function BookmarkFolderPage() {
  const { postId, folderId, folders } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const choices = [{ id: '', name: t('bookmarks.noFolder') }, ...folders]
  return (
    <>
      <PageHeader title={t('bookmarks.choose')} back="/bookmarks" />
      <Form method="post" action={`/posts/${postId}/bookmark`} className="grid gap-4 p-4">
        <input type="hidden" name="on" value="1" />
        <fieldset>
          <legend className="sr-only">{t('bookmarks.choose')}</legend>
          {choices.map(({ id, name }) => (
            <label key={id} className="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                name="folder"
                value={id}
                defaultChecked={id === (folderId ?? '')}
                className="size-5 shrink-0"
              />
              <span className="min-w-0 break-words">{name}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className="button button-accent justify-self-start">
          {t('bookmarks.move')}
        </button>
        <a href="/bookmarks/folders" className="link inline-flex min-h-11 items-center justify-self-start">
          {t('bookmarks.folders')}
        </a>
      </Form>
    </>
  )
}

export { PageProblem as ErrorBoundary }
