import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigate } from '@remix-run/react'
import { Composer } from '#app/components/composer/composer.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { parseForm } from '#app/web/form.server.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { limit } from '#app/web/limit.server.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { asFormAnswer } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('pages.compose') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { viewer, text: new URL(request.url).searchParams.get('text')?.slice(0, 500) ?? '' }
}

/** Posts from a form without scripts: what cannot be accepted comes back with what was written. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, PostInput)
  if (!form.ok) return data(form, { status: 422 })
  const { text, replyToId = '' } = form.value
  try {
    await limit(request, viewer, 'post')
    const { id } = await wiring().posts.create({ author: viewer, input: form.value })
    return redirect(replyToId ? `/posts/${replyToId}#${id}` : '/', 303)
  } catch (error) {
    return asFormAnswer(error, { text, replyToId })
  }
}

export default function ComposePage() {
  const { viewer, text } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { replyToId, replyToHandle = '' } = answer?.values ?? {}
  return (
    <>
      <PageHeader title={t('pages.compose')} back="/" />
      <Composer
        viewer={viewer}
        replyTo={replyToId ? { id: replyToId, handle: replyToHandle } : undefined}
        text={answer?.values.text ?? text}
        error={answer?.errors.text ?? answer?.errors.form}
        isFocused
        onPosted={() => navigate('/')}
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
