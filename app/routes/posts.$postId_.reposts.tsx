import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ReactedPage } from '#app/components/feed/reacted-page.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('reacted.reposts') }))

/** Who handed a post on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await getViewer(request)
  return respond(async () => {
    const { people } = await wiring().posts.repostedBy({ postId, viewer, cursor: cursorOf(request) })
    return { postId, people }
  })
}

export default function RepostsPage() {
  const { postId, people } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <ReactedPage postId={postId} title={t('reacted.reposts')} people={people}>
      <Empty icon="repeat-2" title={t('reacted.noReposts')} hint={t('reacted.noRepostsHint')} />
    </ReactedPage>
  )
}

export { PageProblem as ErrorBoundary }
