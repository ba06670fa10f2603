import type { TFunction } from 'i18next'
import { Icon } from '#app/components/ui/icon.tsx'
import { isCommon, reactionEmoji } from '#app/domain/posts/post-views.ts'
import type { Choice } from '#app/web/reactions.ts'

/** What a reaction looks like. Its name is said by what it stands in. */
export function ReactionFace({ kind, emoji }: Choice) {
  if (isCommon(kind)) return reactionEmoji[kind]
  return emoji ? <EmojiImage src={emoji.src} /> : <Icon name="smile-plus" />
}

/** As high as the text that it stands in, where it is taken for its name. `alt`: that, where nothing beside it says it. */
export function EmojiImage({ src, alt = '' }: { src: string; alt?: string }) {
  return (
    <img className="emoji" src={src} alt={alt} title={alt || undefined} height={20} loading="lazy" decoding="async" />
  )
}

/** What a reaction is called. */
export function reactionName(t: TFunction, { kind, emoji }: Choice): string {
  if (isCommon(kind)) return t(`post.kinds.${kind}`)
  return emoji ? `:${emoji.name}:` : t('post.customKind')
}
