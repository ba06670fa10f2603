import type { ReactNode } from 'react'
import { MorePeople } from '#app/components/people/more-people.tsx'
import { PersonLine } from '#app/components/people/person-line.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import type { Tab } from '#app/components/shell/tabs.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props<Person> = {
  postId: string
  title: string
  tabs?: readonly Tab[]
  people: Readonly<{ items: readonly Person[]; nextCursor: string | null; hiddenCount: number }>
  /** What the address says besides. */
  also?: Readonly<Record<string, string>>
  /** What stands beside a person. */
  mark?: (person: Person) => ReactNode
  /** Shown when there is nobody at all. */
  children: ReactNode
}

/** Who did something to a post. */
export function ReactedPage<Person extends PersonView>({
  postId,
  title,
  tabs,
  people,
  also,
  mark,
  children,
}: Props<Person>) {
  const { t } = useTranslation()
  const { items, nextCursor, hiddenCount } = people
  return (
    <>
      <PageHeader title={title} back={`/posts/${postId}`} tabs={tabs} />
      {items.length > 0 ? (
        <ul aria-label={title} className="px-4">
          {items.map((person) => (
            <PersonLine key={person.id} person={person}>
              {mark?.(person)}
            </PersonLine>
          ))}
        </ul>
      ) : (
        !nextCursor && hiddenCount === 0 && children
      )}
      {hiddenCount > 0 ? (
        <p className="px-4 py-6 text-center text-pretty text-muted">{t('reacted.hidden', { count: hiddenCount })}</p>
      ) : null}
      <MorePeople cursor={nextCursor} also={also} className="rounded-none" />
    </>
  )
}
