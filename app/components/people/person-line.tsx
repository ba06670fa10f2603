import type { ReactNode } from 'react'
import { Avatar } from '#app/components/ui/avatar.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'

/** A person in a list of one's own, and what can be done about them. */
export function PersonLine({ person, children }: { person: PersonView; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line py-3">
      <Avatar person={person} />
      <a href={`/@${person.handle}`} className="group min-w-36 flex-1">
        <span className="block truncate font-semibold leading-5 group-hover:underline">{person.name}</span>
        <span className="block truncate text-meta text-muted">@{person.handle}</span>
      </a>
      {children}
    </li>
  )
}
