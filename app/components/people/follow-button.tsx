import { useRevalidator } from '@remix-run/react'
import type { FormEvent } from 'react'
import { errorText } from '#app/web/error-key.ts'
import { type Followable, setFollows, useFollowed } from '#app/web/follows.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { toast } from '#app/web/toasts.ts'

/** Follows, asks to, or ends either; answers in the same frame, and says so when it has to take that back. */
export function FollowButton({ person }: { person: Followable }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const { revalidate } = useRevalidator()
  const { isFollowing, isRequested } = useFollowed(person)
  if (viewer?.handle === person.handle) return null
  const isOn = isFollowing || isRequested
  const state = isFollowing ? 'following' : isRequested ? 'requested' : person.isPrivate ? 'private' : 'open'

  async function toggle(event: FormEvent) {
    if (!viewer) return
    event.preventDefault()
    const problem = await setFollows(person, !isOn)
    if (problem) return toast(errorText(t, problem), { tone: 'bad' })
    // What the page shows of a private account ends with the follow.
    if (person.isPrivate && isFollowing) revalidate()
  }

  return (
    <form
      method="post"
      action={`/people/${person.handle}/follow`}
      className="shrink-0"
      onSubmit={(event) => void toggle(event)}
    >
      <button
        type="submit"
        name="on"
        value={isOn ? '0' : '1'}
        aria-label={t(`people.followButton.${state}`, { name: person.name })}
        className={`follow button button-sm ${isOn ? 'button-plain is-on' : 'button-accent'}`}
      >
        {isOn ? (
          <>
            <span>{t(isFollowing ? 'people.following' : 'people.requested')}</span>
            <span>{t(isFollowing ? 'people.unfollow' : 'people.cancelRequest')}</span>
          </>
        ) : (
          t('people.follow')
        )}
      </button>
    </form>
  )
}
