import { useLocation } from '@remix-run/react'
import { useTranslation } from './i18n-context.ts'

/** What is not sent yet: drafts, and what waits for its time. */
export function useDraftTabs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return [
    { href: '/drafts', label: t('drafts.title'), isCurrent: pathname === '/drafts' },
    { href: '/scheduled', label: t('drafts.scheduled'), isCurrent: pathname === '/scheduled' },
  ]
}
