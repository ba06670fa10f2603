import { useRevalidator } from '@remix-run/react'
import { type Followable, setFollows, useFollowed } from '#app/web/follows.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { toastProblem } from '#app/web/toasts.ts'
import { FollowToggle } from './follow-toggle.tsx'

/** Follows, asks to, or ends either; answers in the same frame, and says so when it has to take that back. */
export function FollowButton({ person }: { person: Followable }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const { revalidate } = useRevalidator()
  const { isFollowing, isRequested } = useFollowed(person)
  if (viewer?.handle === person.handle) return null
  const isOn = isFollowing || isRequested
  const state = isFollowing ? 'following' : isRequested ? 'requested' : person.isPrivate ? 'private' : 'open'

  async function toggle() {
    const problem = await setFollows(person, !isOn)
    if (problem) return toastProblem(t, problem)
    // What the page shows of a private account ends with the follow.
    if (person.isPrivate && isFollowing) revalidate()
  }

  return (
    <FollowToggle
      action={`/people/${person.handle}/follow`}
      isOn={isOn}
      label={t(`people.followButton.${state}`, { name: person.name })}
      state={t(isFollowing ? 'people.following' : 'people.requested')}
      undo={t(isFollowing ? 'people.unfollow' : 'people.cancelRequest')}
      onToggle={() => void toggle()}
    />
  )
}
