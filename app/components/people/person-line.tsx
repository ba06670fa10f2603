import type { ReactNode } from 'react'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { ExactTime } from '#app/components/ui/time.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = {
  person: PersonView
  /** When what the list is about ends. */
  until?: string | null
  children: ReactNode
}

/** A person in a list of one's own, and what can be done about them. */
export function PersonLine({ person, until, children }: Props) {
  const { t } = useTranslation()
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line py-3">
      <Avatar person={person} />
      <a href={`/@${person.handle}`} className="group min-w-36 flex-1">
        <span className="block truncate font-semibold leading-5 group-hover:underline">{person.name}</span>
        <span className="block truncate text-meta text-muted">@{person.handle}</span>
        {until ? (
          <span className="block text-meta text-muted">
            {t('people.mute.until')} <ExactTime at={until} />
          </span>
        ) : null}
      </a>
      {children}
    </li>
  )
}
