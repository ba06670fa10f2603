import type { FormEvent } from 'react'
import { errorText } from '#app/web/error-key.ts'
import { followTagPath, setFollowedTag, useFollowedTag } from '#app/web/followed-tags.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { toast } from '#app/web/toasts.ts'

/** Follows a hashtag, and ends it again: a form, so that it works without scripts. */
export function FollowTagButton({ tag, isOn: told }: { tag: string; isOn: boolean }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const isOn = useFollowedTag(tag, told)

  async function toggle(event: FormEvent) {
    if (!viewer) return
    event.preventDefault()
    const problem = await setFollowedTag(tag, !isOn)
    if (problem) toast(errorText(t, problem), { tone: 'bad' })
  }

  return (
    <form method="post" action={followTagPath(tag)} className="shrink-0" onSubmit={(event) => void toggle(event)}>
      <button
        type="submit"
        name="on"
        value={isOn ? '0' : '1'}
        aria-label={t(isOn ? 'feed.tagFollowing' : 'feed.tagFollow', { tag: `#${tag}` })}
        className={`follow button button-sm ${isOn ? 'button-plain is-on' : 'button-accent'}`}
      >
        {isOn ? (
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
