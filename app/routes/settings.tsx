import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Outlet, useLocation } from '@remix-run/react'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { requireViewer } from '#app/web/viewer.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('settings.title') }))

export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request)
  return null
}

export default function SettingsPage() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const sections = [
    ['/settings', t('settings.profile')],
    ['/settings/pictures', t('settings.pictures.title')],
    ['/settings/feed', t('settings.feed')],
    ['/settings/privacy', t('settings.privacy')],
    ['/settings/people', t('settings.people')],
    ['/settings/words', t('words.title')],
    ['/settings/conversations', t('settings.conversations.title')],
    ['/settings/appearance', t('settings.appearance')],
    ['/settings/password', t('settings.password')],
    ['/settings/sessions', t('settings.sessions')],
  ] as const
  const tabs = sections.map(([href, label]) => ({ href, label, isCurrent: pathname === href }))
  return (
    <>
      <PageHeader title={t('settings.title')} tabs={tabs} />
      <div className="px-4 py-6">
        <Outlet />
      </div>
    </>
  )
}

export { PageProblem as ErrorBoundary }
