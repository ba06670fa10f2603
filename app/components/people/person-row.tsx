import type { ReactNode } from 'react'
import { Avatar } from '#app/components/ui/avatar.tsx'
import type { Followable } from '#app/web/follows.ts'
import { FollowButton } from './follow-button.tsx'

export type ListedPerson = Followable & Readonly<{ bio: string }>

type Props = {
  person: ListedPerson
  compact?: boolean
  /** What else can be done about them. */
  children?: ReactNode
}

/** A person in a list: who, a line about them, follow. */
export function PersonRow({ person, compact, children }: Props) {
  return (
    <li className={`flex items-start gap-3 ${compact ? 'py-2' : 'border-b border-line px-4 py-3'}`}>
      {/* biome-ignore lint/a11y/useAnchorContent: the same link, in words, is beside it */}
      <a href={`/@${person.handle}`} tabIndex={-1} aria-hidden="true">
        <Avatar person={person} />
      </a>
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-3">
          <a href={`/@${person.handle}`} className="group min-w-0 flex-1">
            <span className="block truncate font-semibold leading-5 group-hover:underline">{person.name}</span>
            <span className="block truncate text-meta text-muted">@{person.handle}</span>
          </a>
          <FollowButton person={person} />
          {children}
        </div>
        {person.bio && !compact ? (
          <p className="mt-1 line-clamp-2 text-pretty break-words" dir="auto">
            {person.bio}
          </p>
        ) : null}
      </div>
    </li>
  )
}
