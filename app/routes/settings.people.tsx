import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MorePeople } from '#app/components/people/more-people.tsx'
import { PersonLine } from '#app/components/people/person-line.tsx'
import { StandingButton } from '#app/components/people/standing-button.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** Whom the viewer blocks, or mutes: two lists, each with an address. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const kind = new URL(request.url).searchParams.get('list') === 'muted' ? ('mute' as const) : ('block' as const)
  const cursor = cursorOf(request)
  const { safety } = wiring()
  const page = await respond(() => (kind === 'mute' ? safety.muted : safety.blocked)({ viewer, cursor }))
  return { kind, page }
}

export default function PeopleSettings() {
  const { kind, page } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <nav aria-label={t('settings.people')} className="mb-4 flex gap-2">
        <ListLink href="/settings/people" label={t('settings.blocked')} isCurrent={kind === 'block'} />
        <ListLink href="/settings/people?list=muted" label={t('settings.muted')} isCurrent={kind === 'mute'} />
      </nav>
      <p className="text-pretty text-muted">{t(kind === 'block' ? 'people.block.hint' : 'people.mute.hint')}</p>
      {page.items.length > 0 ? (
        <ul className="mt-2" aria-label={t(kind === 'block' ? 'settings.blocked' : 'settings.muted')}>
          {page.items.map((person) => (
            <PersonLine key={person.id} person={person}>
              <StandingButton kind={kind} person={person} isOn />
            </PersonLine>
          ))}
        </ul>
      ) : (
        !page.nextCursor && (
          <Empty
            icon={kind === 'block' ? 'ban' : 'volume-x'}
            title={t(`settings.nobody.${kind}`)}
            hint={t('settings.nobody.hint')}
          />
        )
      )}
      <MorePeople cursor={page.nextCursor} also={kind === 'mute' ? { list: 'muted' } : undefined} className="mt-2" />
    </>
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
