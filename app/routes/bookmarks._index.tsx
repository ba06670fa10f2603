import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BookmarksPage } from '#app/components/bookmarks/bookmarks-page.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { cursorOf } from '#app/web/page-cursor.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('bookmarks.title') }))

/** What the viewer keeps. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const { bookmarks } = wiring()
  return respond(async () => {
    const [page, folders] = await Promise.all([
      bookmarks.list({ viewer, cursor: cursorOf(request) }),
      bookmarks.folders({ viewer }),
    ])
    return { page, folders }
  })
}

export default function AllBookmarksPage() {
  return <BookmarksPage {...useLoaderData<typeof loader>()} />
}

export { PageProblem as ErrorBoundary }
