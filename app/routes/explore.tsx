import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Feed } from '#app/components/feed/feed.tsx'
import { PersonRow } from '#app/components/people/person-row.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { exploreFeed } from '#app/domain/feeds/declarations.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const suggestedPeople = 3

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (t) => ({ title: t('pages.explore'), description: t('pages.exploreHint'), path: '/explore' }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request)
  const cursor = cursorOf(request)
  const { posts, accounts } = wiring()
  return respond(async () => {
    const [page, people] = await Promise.all([
      posts.feed({ feed: exploreFeed(), viewer, cursor }),
      cursor ? [] : accounts.suggestions({ viewer, limit: suggestedPeople }),
    ])
    return { page: packPage(page), people }
  })
}

export default function ExplorePage() {
  const { page, people } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('pages.explore')} />
      {people.length > 0 ? (
        <section aria-labelledby="people" className="border-b-8 border-raised">
          <h2 id="people" className="px-4 pt-3 text-lead font-semibold">
            {t('people.suggested')}
          </h2>
          <ul className="[&>li:last-child]:border-0">
            {people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </ul>
        </section>
      ) : null}
      <Feed
        source="/api/feeds/explore"
        first={page}
        label={t('feed.explore')}
        empty={
          <Empty icon="compass" title={t('feed.emptyExplore')} hint={t('feed.emptyExploreHint')}>
            <a href="/compose" className="button button-accent">
              {t('feed.emptyExploreAction')}
            </a>
          </Empty>
        }
      />
    </>
  )
}

export { PageProblem as ErrorBoundary }
