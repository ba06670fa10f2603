import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PeoplePage } from '#app/components/people/people-page.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({ title: t('pages.following', { handle: data?.handle ?? '' }) }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const handle = requireHandle(params.profile)
  const viewer = await getViewer(request)
  const page = await respond(() => wiring().accounts.following({ handle, viewer, cursor: cursorOf(request) }))
  return { handle, page }
}

export default function FollowingPage() {
  const { handle, page } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const name = `@${handle}`
  return (
    <PeoplePage handle={handle} tab="following" page={page} label={t('people.followingOf', { name })}>
      <Empty
        icon="users-round"
        title={t('people.noFollowing', { name })}
        hint={t('people.noFollowingHint', { name })}
      />
    </PeoplePage>
  )
}

export { PageProblem as ErrorBoundary }
