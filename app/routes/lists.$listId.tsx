import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Feed } from '#app/components/feed/feed.tsx'
import { ListHeader } from '#app/components/lists/list-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { listFeed } from '#app/domain/feeds/declarations.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({ title: data?.list.name ?? t('lists.title') }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const listId = requireId(params.listId)
  const viewer = await requireViewer(request)
  const { lists, posts } = wiring()
  return respond(async () => {
    const list = await lists.require({ viewer, listId })
    return { list, page: packPage(await posts.feed({ feed: listFeed(listId), viewer, cursor: cursorOf(request) })) }
  })
}

export default function ListPage() {
  const { list, page } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <ListHeader list={list} tab="posts" />
      <Feed
        source={`/api/feeds/list/${list.id}`}
        first={page}
        label={t('lists.feed', { name: list.name })}
        empty={
          <Empty icon="list" title={t('lists.emptyFeed')} hint={t('lists.emptyFeedHint')}>
            <a href={`/lists/${list.id}/people`} className="button button-accent">
              {t('lists.emptyFeedAction')}
            </a>
          </Empty>
        }
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
