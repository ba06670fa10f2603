import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Feed } from '#app/components/feed/feed.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { useViewer } from '#app/web/root-data.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('reacted.own') }))

/** To what the viewer reacted. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return respond(async () => packPage(await wiring().posts.ownReactions({ viewer, cursor: cursorOf(request) })))
}

export default function OwnReactionsPage() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const handle = useViewer()?.handle
  return (
    <>
      <PageHeader title={t('reacted.own')} hint={t('reacted.ownHint')} back={handle ? `/@${handle}` : '/'} />
      <Feed
        source="/api/reactions"
        first={page}
        label={t('reacted.own')}
        withMuted
        moreLabel={t('reacted.older')}
        empty={<Empty icon="smile-plus" title={t('reacted.ownNone')} hint={t('reacted.ownNoneHint')} />}
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
