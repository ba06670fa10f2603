import type { ReactNode } from 'react'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { MorePeople } from './more-people.tsx'
import { type ListedPerson, PersonRow } from './person-row.tsx'
import { RemoveFollowerButton } from './remove-follower.tsx'

type Props = {
  handle: string
  tab: 'followers' | 'following'
  page: Readonly<{ items: readonly ListedPerson[]; nextCursor: string | null }>
  label: string
  /** Shown when there is nobody at all. */
  children: ReactNode
}

/** Followers, or those who are followed: a list with a link to more of it. */
export function PeoplePage({ handle, tab, page, label, children }: Props) {
  const { t } = useTranslation()
  const isOwn = useViewer()?.handle === handle
  const path = `/@${handle}`
  const tabs = [
    { href: `${path}/followers`, label: t('people.followersTab'), isCurrent: tab === 'followers' },
    { href: `${path}/following`, label: t('people.followingTab'), isCurrent: tab === 'following' },
  ]
  return (
    <>
      <PageHeader title={`@${handle}`} back={path} tabs={tabs} />
      {page.items.length > 0 ? (
        <ul aria-label={label}>
          {page.items.map((person) => (
            <PersonRow key={person.id} person={person}>
              {isOwn && tab === 'followers' ? <RemoveFollowerButton person={person} /> : null}
            </PersonRow>
          ))}
        </ul>
      ) : (
        !page.nextCursor && children
      )}
      <MorePeople cursor={page.nextCursor} className="rounded-none" />
    </>
  )
}
