import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EditForm } from '#app/components/composer/edit-form.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { EditInput } from '#app/domain/posts/post-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('post.edit.title') }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await requireViewer(request)
  const { posts, media } = wiring()
  return respond(async () => {
    const [source, images] = await Promise.all([posts.source({ postId, viewer }), media.formOf({ postId, viewer })])
    return { postId, source, images }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  return answerPageForm(request, { kind: 'edit', schema: EditInput }, async (viewer, input) => {
    await wiring().posts.edit({ postId, viewer, input })
    return redirect(`/posts/${postId}`, 303)
  })
}

export default function EditPage() {
  const { postId, source, images } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('post.edit.title')} back={`/posts/${postId}`} />
      <EditForm
        postId={postId}
        text={answer?.values.text ?? source.text}
        options={answer?.values ?? source}
        isImported={source.isImported}
        images={images}
        values={answer?.values}
        error={answer && Object.values(answer.errors)[0]}
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
