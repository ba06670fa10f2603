import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ReactedPage } from '#app/components/feed/reacted-page.tsx'
import { ReactionFace, reactionName } from '#app/components/feed/reaction-face.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('reacted.title') }))

/** Who reacted to a post; `kind`: in this way. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await getViewer(request)
  const kind = new URL(request.url).searchParams.get('kind')
  const query = { postId, viewer, kind: kind ?? undefined, cursor: cursorOf(request) }
  return respond(async () => {
    const { post, people } = await wiring().posts.reactedBy(query)
    return { postId, kind, people, reactions: post.reactions }
  })
}

export default function ReactionsPage() {
  const { postId, kind, people, reactions } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const path = `/posts/${postId}/reactions`
  const total = reactions.reduce((sum, { count }) => sum + count, 0)
  const tabs = [
    { href: path, label: t('reacted.all', { count: total }), isCurrent: kind === null },
    ...reactions.map((each) => ({
      href: `${path}?kind=${each.kind}`,
      label: t('reacted.kind', { kind: reactionName(t, each), count: each.count }),
      mark: <ReactionFace {...each} />,
      isCurrent: each.kind === kind,
    })),
  ]
  return (
    <ReactedPage
      postId={postId}
      title={t('reacted.title')}
      tabs={tabs}
      people={people}
      also={kind ? { kind } : undefined}
      mark={(person) => (
        <span role="img" aria-label={reactionName(t, person)} className="text-lead">
          <ReactionFace {...person} />
        </span>
      )}
    >
      <Empty icon="smile-plus" title={t('reacted.none')} hint={t('reacted.noneHint')} />
    </ReactedPage>
  )
}

export { PageProblem as ErrorBoundary }
