import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
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
        <Empty
          icon={kind === 'block' ? 'ban' : 'volume-x'}
          title={t(`settings.nobody.${kind}`)}
          hint={t('settings.nobody.hint')}
        />
      )}
      {page.nextCursor ? (
        <a href={nextPage(kind, page.nextCursor)} rel="next" className="button button-quiet mt-2 flex w-full">
          {t('people.more')}
        </a>
      ) : null}
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

function nextPage(kind: 'block' | 'mute', cursor: string): string {
  return `?${new URLSearchParams({ ...(kind === 'mute' && { list: 'muted' }), cursor })}`
}

export { PageProblem as ErrorBoundary }
