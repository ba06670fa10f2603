import type { ReactNode } from 'react'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = { tab: 'jobs' | 'emoji'; hint: string; children?: ReactNode }

/** The head of an admin's page, with the way to the others. */
export function AdminTabs({ tab, hint, children }: Props) {
  const { t } = useTranslation()
  const tabs = [
    { href: '/admin/jobs', label: t('admin.jobs.title'), isCurrent: tab === 'jobs' },
    { href: '/admin/emoji', label: t('emoji.title'), isCurrent: tab === 'emoji' },
  ]
  return (
    <PageHeader title={t(tab === 'jobs' ? 'admin.jobs.title' : 'emoji.title')} hint={hint} tabs={tabs}>
      {children}
    </PageHeader>
  )
}
