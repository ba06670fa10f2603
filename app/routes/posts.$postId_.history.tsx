import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { withCursor } from '#app/components/feed/older.tsx'
import { Version } from '#app/components/feed/version.tsx'
import { NextPage } from '#app/components/shell/next-page.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('post.history.title') }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await getViewer(request)
  const cursor = cursorOf(request)
  return respond(async () => ({ postId, cursor, ...(await wiring().posts.history({ postId, viewer, cursor })) }))
}

/** What a post says, and what it said before. */
export default function HistoryPage() {
  const { postId, cursor, author, items, nextCursor } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const { search } = useLocation()
  return (
    <>
      <PageHeader title={t('post.history.title')} back={`/posts/${postId}`} />
      <p className="border-b border-line px-4 py-3 text-muted">{t('post.history.hint', { name: author.name })}</p>
      <ol>
        {items.map((version, at) => (
          <Version key={version.writtenAt} version={version} isCurrent={!cursor && at === 0} />
        ))}
      </ol>
      {nextCursor ? <NextPage href={withCursor(search, nextCursor)} label={t('post.history.older')} /> : null}
    </>
  )
}

export { PageProblem as ErrorBoundary }
