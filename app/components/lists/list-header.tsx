import { PageHeader } from '#app/components/shell/page-header.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = { list: Readonly<{ id: string; name: string }>; tab: 'posts' | 'people' | 'edit' }

/** The name of a list, and its pages. */
export function ListHeader({ list: { id, name }, tab }: Props) {
  const { t } = useTranslation()
  const path = `/lists/${id}`
  const pages = { posts: path, people: `${path}/people`, edit: `${path}/edit` } as const
  const tabs = (['posts', 'people', 'edit'] as const).map((page) => ({
    href: pages[page],
    label: t(`lists.tabs.${page}`),
    isCurrent: page === tab,
  }))
  return <PageHeader title={name} back="/lists" tabs={tabs} />
}
