import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Feed } from '#app/components/feed/feed.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('post.quote.page') }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await getViewer(request)
  return respond(async () => ({
    postId,
    page: packPage(await wiring().posts.quotes({ postId, viewer, cursor: cursorOf(request) })),
  }))
}

/** Posts that quote one. */
export default function QuotesPage() {
  const { postId, page } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('post.quote.page')} back={`/posts/${postId}`} />
      <Feed
        source={`/api/posts/${postId}/quotes`}
        first={page}
        label={t('post.quote.page')}
        withMuted
        endLabel={null}
        empty={<Empty icon="text-quote" title={t('post.quote.none')} hint={t('post.quote.noneHint')} />}
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
