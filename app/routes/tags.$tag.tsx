import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Feed } from '#app/components/feed/feed.tsx'
import { FollowTagButton } from '#app/components/feed/follow-tag-button.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { tagFeed } from '#app/domain/feeds/declarations.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { requireTag } from '#app/web/page-tag.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({
    title: t('pages.tag', { tag: data?.tag ?? '' }),
    path: `/tags/${encodeURIComponent(data?.tag ?? '')}`,
  }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await getViewer(request)
  const tag = requireTag(params.tag)
  const { posts } = wiring()
  const [page, followed] = await respond(() =>
    Promise.all([
      posts.feed({ feed: tagFeed(tag), viewer, cursor: cursorOf(request) }),
      viewer ? posts.followedTags({ viewer }) : Promise.resolve<string[]>([]),
    ]),
  )
  return { tag, isFollowed: followed.includes(tag), page: packPage(page) }
}

export default function TagPage() {
  const { tag, isFollowed, page } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const name = `#${tag}`
  return (
    <>
      <PageHeader title={name} back="/explore">
        <FollowTagButton tag={tag} isOn={isFollowed} />
      </PageHeader>
      <Feed
        source={`/api/feeds/tag/${encodeURIComponent(tag)}`}
        first={page}
        label={t('feed.tag', { tag: name })}
        empty={
          <Empty icon="hash" title={t('feed.emptyTag')} hint={t('feed.emptyTagHint', { tag: name })}>
            <a href={`/compose?${new URLSearchParams({ text: `${name} ` })}`} className="button button-accent">
              {t('feed.emptyTagAction')}
            </a>
          </Empty>
        }
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
