import { NextPage } from '#app/components/shell/next-page.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = {
  /** Null: this is the end. */
  cursor: string | null
  /** What the address says besides. */
  also?: Readonly<Record<string, string>>
  className: string
}

/** The way to the next page of a list of people. */
export function MorePeople({ cursor, also, className }: Props) {
  const { t } = useTranslation()
  if (!cursor) return null
  return (
    <NextPage href={`?${new URLSearchParams({ ...also, cursor })}`} label={t('people.more')} className={className} />
  )
}
