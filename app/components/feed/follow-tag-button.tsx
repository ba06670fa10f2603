import { FollowToggle } from '#app/components/people/follow-toggle.tsx'
import { followTagPath, setFollowedTag, useFollowedTag } from '#app/web/followed-tags.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { toastProblem } from '#app/web/toasts.ts'

/** Follows a hashtag, and ends it again. */
export function FollowTagButton({ tag, isOn: told }: { tag: string; isOn: boolean }) {
  const { t } = useTranslation()
  const isOn = useFollowedTag(tag, told)

  async function toggle() {
    const problem = await setFollowedTag(tag, !isOn)
    if (problem) toastProblem(t, problem)
  }

  return (
    <FollowToggle
      action={followTagPath(tag)}
      isOn={isOn}
      label={t(isOn ? 'feed.tagFollowing' : 'feed.tagFollow', { tag: `#${tag}` })}
      state={t('people.following')}
      undo={t('people.unfollow')}
      onToggle={() => void toggle()}
    />
  )
}
