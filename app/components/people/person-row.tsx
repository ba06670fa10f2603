import { Avatar } from '#app/components/ui/avatar.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { FollowButton } from './follow-button.tsx'

export type ListedPerson = PersonView & Readonly<{ bio: string; isFollowing: boolean }>

/** A person in a list: who, a line about them, follow. */
export function PersonRow({ person, compact }: { person: ListedPerson; compact?: boolean }) {
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
          <FollowButton person={person} isFollowing={person.isFollowing} />
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
