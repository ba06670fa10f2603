import type { ReactNode } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { type Tab, Tabs } from './tabs.tsx'

type Props = { title: string; hint?: string; back?: string; tabs?: readonly Tab[]; children?: ReactNode }

/** The page's name, always in sight, with the way back and the page's tabs. */
export function PageHeader({ title, hint, back, tabs, children }: Props) {
  const { t } = useTranslation()
  return (
    <div className="sticky top-0 z-30 border-b border-line bg-ground">
      <div className="flex min-h-14 items-center gap-2 px-4">
        {back ? (
          <a href={back} className="icon-button -ml-3" aria-label={t('common.back')} data-back>
            <Icon name="arrow-left" />
          </a>
        ) : null}
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-title font-bold tracking-tight">{title}</h1>
          {hint ? <p className="truncate text-meta text-muted">{hint}</p> : null}
        </div>
        {children}
      </div>
      {tabs ? <Tabs label={title} tabs={tabs} /> : null}
    </div>
  )
}
