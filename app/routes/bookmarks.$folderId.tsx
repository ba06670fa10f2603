import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BookmarksPage } from '#app/components/bookmarks/bookmarks-page.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({ title: t('bookmarks.folder', { name: data?.folder.name ?? '' }) }))

/** What the viewer keeps in a folder. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const folderId = requireId(params.folderId)
  const viewer = await requireViewer(request)
  const { bookmarks } = wiring()
  return respond(async () => {
    const [folder, page, folders] = await Promise.all([
      bookmarks.requireFolder({ viewer, folderId }),
      bookmarks.list({ viewer, folderId, cursor: cursorOf(request) }),
      bookmarks.folders({ viewer }),
    ])
    return { folder, page, folders }
  })
}

export default function FolderPage() {
  return <BookmarksPage {...useLoaderData<typeof loader>()} />
}

export { PageProblem as ErrorBoundary }
