import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Composer } from '#app/components/composer/composer.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { quotedView } from '#app/domain/posts/views/present-quote.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('post.redraft.title') }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await requireViewer(request)
  const { posts, media } = wiring()
  return respond(async () => {
    const [source, images] = await Promise.all([posts.source({ postId, viewer }), media.formOf({ postId, viewer })])
    const quoted = source.quoteId
      ? (await posts.hydrate({ ids: [source.quoteId], viewer })).get(source.quoteId)
      : undefined
    const isRefused = quoted !== undefined && !quoted.viewer.canQuote
    return { postId, viewer, source, images, quote: quoted && !isRefused ? quotedView(quoted) : undefined, isRefused }
  })
}

/** One's post, to be written anew. The old one goes when the new one is sent, so that leaving this page loses nothing. */
export default function RedraftPage() {
  const { postId, viewer, source, images, quote, isRefused } = useLoaderData<typeof loader>()
  const { text, warning, lang, audience, repliesFrom, replyTo, poll } = source
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('post.redraft.title')} back={`/posts/${postId}`} />
      <p className="px-4 pt-3 text-muted">{t('post.redraft.hint')}</p>
      <Composer
        viewer={viewer}
        replaces={postId}
        quote={quote}
        replyTo={replyTo ?? undefined}
        text={text}
        images={images.media}
        isSensitive={images.isSensitive}
        options={{
          ...{ warning: warning ?? '', lang: lang ?? '', audience, repliesFrom },
          ...(poll && {
            poll: poll.options.join('\n'),
            pollMinutes: String(poll.minutes),
            pollMultiple: poll.isMultiple ? 'on' : '',
          }),
        }}
        error={isRefused ? 'errors.post.quote' : undefined}
        isFocused
        // A page of its own: those that are remembered show the post that is gone.
        onPosted={(post) => window.location.replace(`/posts/${post.id}`)}
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
