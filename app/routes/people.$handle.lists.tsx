import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ListedButton } from '#app/components/lists/listed-button.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({ title: t('lists.with', { handle: data?.handle ?? '' }) }))

/** Which of the viewer's lists a person is on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  const viewer = await requireViewer(request)
  return { handle, lists: await respond(() => wiring().lists.withPerson({ viewer, handle })) }
}

export default function PersonListsPage() {
  const { handle, lists } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('lists.with', { handle })} back={`/@${handle}`} />
      {lists.length > 0 ? (
        <div className="p-4">
          <p className="text-pretty text-muted">{t('lists.withHint', { handle })}</p>
          <ul className="mt-2" aria-label={t('lists.with', { handle })}>
            {lists.map(({ isOn, ...list }) => (
              <li key={list.id} className="flex min-h-14 items-center gap-3 border-b border-line py-2">
                <a href={`/lists/${list.id}`} className="min-w-0 flex-1 truncate py-2.5 font-semibold hover:underline">
                  {list.name}
                </a>
                <ListedButton list={list} handle={handle} isOn={isOn} />
              </li>
            ))}
          </ul>
          <a href="/lists" className="link mt-2 inline-flex min-h-11 items-center">
            {t('lists.all')}
          </a>
        </div>
      ) : (
        <Empty icon="list" title={t('lists.none')} hint={t('lists.noneHint', { handle })}>
          <a href="/lists" className="button button-accent">
            {t('lists.create')}
          </a>
        </Empty>
      )}
    </>
  )
}

export { PageProblem as ErrorBoundary }
