import { useLocation } from '@remix-run/react'
import { Suggestions } from '#app/components/people/suggestions.tsx'
import { BrandMark } from '#app/components/ui/brand.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { openShortcuts } from '#app/web/shortcuts.ts'

/** Beside the page on a wide screen: people to follow, or what this site is. */
export function Aside() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const { pathname } = useLocation()
  // Explore has the same people in its middle; the front page has the same invitation.
  const isElsewhere = pathname !== '/explore'
  return (
    <aside
      aria-label={t('nav.about')}
      className="sticky top-0 hidden h-dvh w-80 shrink-0 flex-col gap-6 overflow-y-auto px-6 py-4 xl:flex no-print"
    >
      {isElsewhere && (viewer || pathname === '/') ? <Suggestions /> : null}
      {viewer || pathname === '/' ? null : <Join />}
      <div className="mt-auto flex flex-wrap gap-x-4 text-meta text-muted">
        <button type="button" className="script-only min-h-11 hover:text-text" onClick={openShortcuts}>
          {t('nav.shortcuts')}
        </button>
      </div>
    </aside>
  )
}

function Join() {
  const { t } = useTranslation()
  return (
    <section className="rounded-2xl border border-line p-5">
      <BrandMark size={36} />
      <h2 className="mt-3 text-lead font-semibold">{t('common.name')}</h2>
      <p className="mt-1 mb-4 text-muted">{t('common.description')}</p>
      <a href="/sign-up" className="button button-accent w-full">
        {t('nav.signUp')}
      </a>
      <a href="/sign-in" className="button button-plain mt-2 w-full">
        {t('nav.signIn')}
      </a>
    </section>
  )
}
