import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { Composer } from '#app/components/composer/composer.tsx'
import { Feed, type FeedHandle } from '#app/components/feed/feed.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Welcome } from '#app/components/shell/welcome.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { exploreFeed, homeFeed } from '#app/domain/feeds/declarations.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { useViewer } from '#app/web/root-data.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('pages.home'), path: '/' }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request)
  const feed = viewer ? homeFeed(viewer.id) : exploreFeed()
  return respond(async () =>
    packPage(await wiring().posts.feed({ feed, viewer, isSynced: viewer !== null, cursor: cursorOf(request) })),
  )
}

export default function HomePage() {
  const page = useLoaderData<typeof loader>()
  const viewer = useViewer()
  const { t } = useTranslation()
  const feed = useRef<FeedHandle>(null)
  if (!viewer) return <Welcome page={page} />
  return (
    <>
      <PageHeader title={t('pages.home')}>
        <a href="/mentions" className="icon-button md:hidden" aria-label={t('nav.mentions')}>
          <Icon name="at-sign" />
        </a>
        <a href="/bookmarks" className="icon-button md:hidden" aria-label={t('nav.bookmarks')}>
          <Icon name="bookmark" />
        </a>
        <a href="/lists" className="icon-button -mr-3 md:hidden" aria-label={t('nav.lists')}>
          <Icon name="list" />
        </a>
      </PageHeader>
      <div className="hidden md:block">
        <Composer viewer={viewer} isBrief onPosted={(post) => feed.current?.add(post)} />
      </div>
      <Feed
        handle={feed}
        source="/api/feeds/home"
        seenAction="/feeds/home/seen"
        first={page}
        label={t('feed.home')}
        empty={<EmptyHome />}
      />
    </>
  )
}

function EmptyHome() {
  const { t } = useTranslation()
  return (
    <Empty icon="users-round" title={t('feed.emptyHome')} hint={t('feed.emptyHomeHint')}>
      <a href="/explore" className="button button-accent">
        {t('feed.emptyHomeAction')}
      </a>
    </Empty>
  )
}

export { PageProblem as ErrorBoundary }
