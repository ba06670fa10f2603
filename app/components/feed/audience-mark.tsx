import { Icon, type IconName } from '#app/components/ui/icon.tsx'
import type { Audience } from '#app/domain/posts/post-views.ts'
import type { PostWords } from './post-words.ts'

export const audienceIcons: Readonly<Record<Audience, IconName>> = {
  public: 'globe',
  unlisted: 'link-2',
  followers: 'lock',
  mentioned: 'at-sign',
}

type Props = {
  audience: Audience
  words: PostWords
  /** In full, where there is room for it. */
  isLong?: boolean
}

/** Says that a post is not for everybody, or not listed. Posts for everyone carry no mark. */
export function AudienceMark({ audience, words, isLong = false }: Props) {
  if (audience === 'public') return null
  const hint = words.audienceHint(audience)
  return (
    <span className="aud" title={hint}>
      <Icon name={audienceIcons[audience]} />
      {isLong ? hint : words.audience(audience)}
    </span>
  )
}
