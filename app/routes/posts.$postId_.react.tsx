import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ReactionFace, reactionName } from '#app/components/feed/reaction-face.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { choicesWith } from '#app/web/reactions.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('post.choose') }))

/** All reactions that there are, for a browser without scripts: elsewhere they are in a menu. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await requireViewer(request)
  return respond(async () => {
    const { posts, emoji } = wiring()
    const post = await posts.view({ postId, viewer })
    return { postId, reaction: post.viewer.reaction, custom: await emoji.offered() }
  })
}

export default function ReactPage() {
  const { postId, reaction, custom } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('post.choose')} back={`/posts/${postId}`} />
      <form method="post" action={`/posts/${postId}/reaction`} className="grid gap-1 p-4 sm:grid-cols-2">
        {choicesWith(custom).map((choice) => (
          <button
            key={choice.kind}
            type="submit"
            name="kind"
            value={choice.kind === reaction ? '' : choice.kind}
            aria-pressed={choice.kind === reaction}
            className="reaction-choice"
          >
            <span aria-hidden="true" className="text-title">
              <ReactionFace {...choice} />
            </span>
            <span className="min-w-0 truncate">{reactionName(t, choice)}</span>
          </button>
        ))}
      </form>
    </>
  )
}

export { PageProblem as ErrorBoundary }
