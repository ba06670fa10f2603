import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MorePeople } from '#app/components/people/more-people.tsx'
import { RequestLine } from '#app/components/people/request-line.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { useViewer } from '#app/web/root-data.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('requests.title') }))

/** Who asks to follow the viewer. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return respond(() => wiring().safety.requests({ viewer, cursor: cursorOf(request) }))
}

export default function RequestsPage() {
  const { items, nextCursor } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const isPrivate = useViewer()?.isPrivate ?? false
  return (
    <>
      <PageHeader title={t('requests.title')} back="/settings/privacy" />
      {items.length > 0 ? (
        <div className="px-4 py-3">
          <p className="text-pretty text-muted">{t('requests.hint')}</p>
          <ul className="mt-2" aria-label={t('requests.title')}>
            {items.map((person) => (
              <RequestLine key={person.id} person={person} />
            ))}
          </ul>
        </div>
      ) : nextCursor ? null : (
        <Empty
          icon="user-round-check"
          title={t('requests.none')}
          hint={t(isPrivate ? 'requests.noneHint' : 'requests.publicHint')}
        >
          {isPrivate ? null : (
            <a href="/settings/privacy" className="button button-plain">
              {t('requests.toPrivacy')}
            </a>
          )}
        </Empty>
      )}
      <MorePeople cursor={nextCursor} className="rounded-none" />
    </>
  )
}

export { PageProblem as ErrorBoundary }
