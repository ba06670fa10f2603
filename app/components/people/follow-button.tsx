import type { FormEvent } from 'react'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { errorText } from '#app/web/error-key.ts'
import { setFollows, useFollows } from '#app/web/follows.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { toast } from '#app/web/toasts.ts'

/** Follows or unfollows; answers in the same frame, and says so when it has to take that back. */
export function FollowButton({ person, isFollowing }: { person: PersonView; isFollowing: boolean }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const follows = useFollows(person.handle, isFollowing)
  if (viewer?.handle === person.handle) return null

  async function toggle(event: FormEvent) {
    if (!viewer) return
    event.preventDefault()
    const problem = await setFollows(person.handle, !follows)
    if (problem) toast(errorText(t, problem), { tone: 'bad' })
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
        value={follows ? '0' : '1'}
        aria-label={t(follows ? 'people.unfollowLabel' : 'people.followLabel', { name: person.name })}
        className={`follow button button-sm ${follows ? 'button-plain is-on' : 'button-accent'}`}
      >
        {follows ? (
          <>
            <span>{t('people.following')}</span>
            <span>{t('people.unfollow')}</span>
          </>
        ) : (
          t('people.follow')
        )}
      </button>
    </form>
  )
}
