import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Feed } from '#app/components/feed/feed.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { mentionsFeed } from '#app/domain/feeds/declarations.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('pages.mentions') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const query = { feed: mentionsFeed(viewer.id), viewer, isSynced: true, cursor: cursorOf(request) }
  return respond(async () => packPage(await wiring().posts.feed(query)))
}

/** Posts and replies that mention the reader, those for few and those for everybody. */
export default function MentionsPage() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('pages.mentions')} back="/" />
      <Feed
        source="/api/feeds/mentions"
        first={page}
        label={t('feed.mentions')}
        empty={<Empty icon="at-sign" title={t('feed.emptyMentions')} hint={t('feed.emptyMentionsHint')} />}
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
