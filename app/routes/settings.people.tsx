import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { levelPath } from '#app/components/people/level-notice.tsx'
import { MorePeople } from '#app/components/people/more-people.tsx'
import { PersonLine } from '#app/components/people/person-line.tsx'
import { StandingButton } from '#app/components/people/standing-button.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import type { Page } from '#app/domain/feeds/types.ts'
import type { Level } from '#app/domain/levels/level-rules.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const kinds = { blocked: 'block', muted: 'mute', reposts: 'reposts', levels: 'level' } as const
const lists = ['blocked', 'muted', 'reposts', 'levels'] as const

/** Whom the viewer blocks, or mutes, whose reposts they hide, of whom they see more or less: four lists, each with an address. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const asked = new URL(request.url).searchParams.get('list')
  const list = lists.find((known) => known === asked) ?? 'blocked'
  const query = { viewer, cursor: cursorOf(request) }
  const { safety, levels } = wiring()
  const pages = { blocked: safety.blocked, muted: safety.muted, reposts: safety.repostsHidden, levels: levels.all }
  return respond(async () => {
    const page: Page<Listed> = await pages[list](query)
    return { list, page }
  })
}

type Listed = PersonView & { until?: string | null; level?: Level }

export default function PeopleSettings() {
  const { list, page } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const kind = kinds[list]
  return (
    <>
      <nav aria-label={t('settings.people')} className="mb-4 flex flex-wrap gap-2">
        {lists.map((each) => (
          <ListLink
            key={each}
            href={each === 'blocked' ? '/settings/people' : `/settings/people?list=${each}`}
            label={t(`settings.lists.${each}`)}
            isCurrent={each === list}
          />
        ))}
      </nav>
      <p className="text-pretty text-muted">{t(kind === 'level' ? 'people.level.listHint' : `people.${kind}.hint`)}</p>
      {page.items.length > 0 ? (
        <ul className="mt-2" aria-label={t(`settings.lists.${list}`)}>
          {page.items.map((person) => (
            <PersonLine key={person.id} person={person} until={person.until}>
              {kind === 'level' ? (
                <LevelLink handle={person.handle} level={person.level ?? 'normal'} />
              ) : (
                <StandingButton kind={kind} person={person} isOn />
              )}
            </PersonLine>
          ))}
        </ul>
      ) : (
        !page.nextCursor && (
          <Empty icon={icons[kind]} title={t(`settings.nobody.${kind}`)} hint={t('settings.nobody.hint')} />
        )
      )}
      <MorePeople cursor={page.nextCursor} also={list === 'blocked' ? undefined : { list }} className="mt-2" />
    </>
  )
}

const icons = { block: 'ban', mute: 'volume-x', reposts: 'repeat-2', level: 'sliders-horizontal' } as const

function LevelLink({ handle, level }: { handle: string; level: Level }) {
  const { t } = useTranslation()
  const label = t(`people.level.${level}.label`)
  return (
    <a
      href={levelPath(handle)}
      className="button button-plain button-sm"
      aria-label={t('people.level.changeOf', { handle, level: label })}
    >
      {label}
    </a>
  )
}

function ListLink({ href, label, isCurrent }: { href: string; label: string; isCurrent: boolean }) {
  return (
    <a
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className="button button-plain button-sm aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:text-accent"
    >
      {label}
    </a>
  )
}

export { PageProblem as ErrorBoundary }
