import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Feed } from '#app/components/feed/feed.tsx'
import { PinnedPosts } from '#app/components/feed/pinned-posts.tsx'
import { BlockedProfile } from '#app/components/people/blocked-profile.tsx'
import { ProfileHeader } from '#app/components/people/profile-header.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { repliesFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => {
    const { name = '', handle = '', bio } = data?.profile.person ?? {}
    return { title: t('pages.profile', { name, handle }), description: bio || undefined, path: `/@${handle}` }
  })

export async function loader({ request, params }: LoaderFunctionArgs) {
  const handle = requireHandle(params.profile)
  const viewer = await getViewer(request)
  const tab = new URL(request.url).searchParams.get('tab') === 'replies' ? ('replies' as const) : ('posts' as const)
  const feedOf = tab === 'replies' ? repliesFeed : userFeed
  const { accounts, posts } = wiring()
  return respond(async () => {
    const profile = await accounts.profile({ handle, viewer })
    if (profile.isBlocked || profile.isSuspended || !profile.isOpen) return { profile, tab, page: null, pinned: [] }
    const cursor = cursorOf(request)
    const authorId = profile.person.id
    const [page, pinned] = await Promise.all([
      posts.feed({ feed: feedOf(authorId), viewer, cursor }),
      tab === 'posts' && !cursor ? posts.pinned({ authorId, viewer }) : [],
    ])
    return { profile, tab, page: packPage(page), pinned }
  })
}

export default function ProfilePage() {
  const { profile, tab, page, pinned } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const { id, name, handle } = profile.person
  const tabs = [
    { href: `/@${handle}`, label: t('people.posts'), isCurrent: tab === 'posts' },
    { href: `/@${handle}?tab=replies`, label: t('people.replies'), isCurrent: tab === 'replies' },
    ...(profile.isSelf ? [{ href: '/reactions', label: t('reacted.tab'), isCurrent: false }] : []),
  ]
  return (
    <>
      <PageHeader title={name} back="/explore" />
      {profile.isBlocked ? <BlockedProfile person={profile.person} /> : <ProfileHeader profile={profile} tabs={tabs} />}
      <PinnedPosts posts={pinned} />
      {page ? (
        <Feed
          source={`/api/feeds/${tab === 'replies' ? 'replies' : 'user'}/${id}`}
          first={page}
          label={t(tab === 'replies' ? 'feed.profileReplies' : 'feed.profile', { name })}
          empty={<EmptyProfile name={name} tab={tab} isSelf={profile.isSelf} />}
          withMuted
          without={pinned.map(({ id }) => id)}
        />
      ) : null}
      {profile.isOpen || profile.isBlocked ? null : (
        <Empty icon="lock" title={t('people.private.title')} hint={t('people.private.hint', { handle })} />
      )}
    </>
  )
}

function EmptyProfile({ name, tab, isSelf }: { name: string; tab: 'posts' | 'replies'; isSelf: boolean }) {
  const { t } = useTranslation()
  if (tab === 'replies') {
    return <Empty icon="message-circle" title={t('feed.emptyReplies')} hint={t('feed.emptyRepliesHint')} />
  }
  if (!isSelf) {
    return (
      <Empty icon="square-pen" title={t('feed.emptyProfile', { name })} hint={t('feed.emptyProfileHint', { name })} />
    )
  }
  return (
    <Empty icon="square-pen" title={t('feed.emptySelf')} hint={t('feed.emptySelfHint')}>
      <a href="/compose" className="button button-accent">
        {t('feed.emptySelfAction')}
      </a>
    </Empty>
  )
}

export { PageProblem as ErrorBoundary }
