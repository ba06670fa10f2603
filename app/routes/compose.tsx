import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigate } from '@remix-run/react'
import { Composer } from '#app/components/composer/composer.tsx'
import { SendAgain } from '#app/components/composer/send-again.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { quotedView } from '#app/domain/posts/views/present-quote.ts'
import { partsOf } from '#app/domain/posts/writing/thread-parts.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { readImagesForm } from '#app/web/images-form.server.ts'
import { limitFurther } from '#app/web/limit.server.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('pages.compose') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const { searchParams } = new URL(request.url)
  const draftId = searchParams.get('draft')
  const { drafts, posts } = wiring()
  return respond(async () => {
    const draft = draftId ? await drafts.require({ viewer, draftId: requireId(draftId) }) : null
    const quoteId = IdSchema.safeParse(searchParams.get('quote') ?? draft?.fields.quoteId).data
    const quote = quoteId ? (await posts.hydrate({ ids: [quoteId], viewer })).get(quoteId) : undefined
    const text = searchParams.get('text')?.slice(0, 500) ?? ''
    const isRefused = quote !== undefined && !quote.viewer.canQuote
    return { viewer, text, draft, quote: quote && !isRefused ? quotedView(quote) : undefined, isRefused }
  })
}

/** Posts from a form without scripts: what cannot be accepted comes back with what was written. */
export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(
    request,
    { kind: 'post', schema: PostInput, readForm: readImagesForm },
    async (viewer, input) => {
      await limitFurther(viewer, partsOf(input).length - 1)
      const { id } = await wiring().posts.create({ author: viewer, input })
      return redirect(input.replyToId ? `/posts/${input.replyToId}#${id}` : '/', 303)
    },
  )
}

export default function ComposePage() {
  const { viewer, text, draft, quote, isRefused } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const navigate = useNavigate()
  const values: Readonly<Record<string, string>> | undefined = answer?.values ?? draft?.fields
  const { replyToId, replyToHandle = '' } = values ?? {}
  return (
    <>
      <PageHeader title={t('pages.compose')} back="/" />
      <Composer
        key={draft?.id}
        viewer={viewer}
        draft={draft ?? undefined}
        replyTo={replyToId ? { id: replyToId, handle: replyToHandle } : undefined}
        text={values?.text ?? text}
        options={values}
        replaces={values?.replaces}
        thread={values?.thread}
        quote={quote}
        withoutCard={values?.card === 'off'}
        images={values?.media}
        isSensitive={values?.isSensitive === 'on'}
        error={answer ? Object.values(answer.errors)[0] : isRefused ? 'errors.post.quote' : undefined}
        isFocused
        onPosted={() => navigate('/')}
        onScheduled={() => navigate('/scheduled')}
      />
    </>
  )
}

/** What was written is still here when the page around it cannot be made. */
export function ErrorBoundary() {
  const answer = useActionData<typeof action>()
  return answer?.values.text ? <SendAgain error={answer.errors.form} values={answer.values} /> : <PageProblem />
}
