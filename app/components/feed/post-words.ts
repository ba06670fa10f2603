import type { TFunction } from 'i18next'
import type { ReactionKind } from '#app/domain/posts/post-views.ts'
import { errorText } from '#app/web/error-key.ts'
import { formatFor } from '#app/web/format.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useRootData } from '#app/web/root-data.ts'

/** What every row of a feed needs besides its post. */
export type PostWords = ReturnType<typeof postWords>

const made = new Map<string, PostWords>()

/** The same object for the same language, reader or not: what a row says is looked up once, not in each row. */
export function usePostWords(): PostWords {
  const { t, language } = useTranslation()
  const root = useRootData()
  const locale = root?.locale ?? language
  const isSignedIn = Boolean(root?.viewer)
  const key = `${locale} ${isSignedIn}`
  // Locales come from a request header: the number of sets is bounded.
  if (made.size > 200) made.clear()
  const words = made.get(key) ?? postWords(t, locale, isSignedIn)
  made.set(key, words)
  return words
}

function postWords(t: TFunction, locale: string, isSignedIn: boolean) {
  const { count } = formatFor(locale, 'UTC')
  return {
    isSignedIn,
    replyTo: t('post.replyToShort'),
    showMore: t('post.showMore'),
    choose: t('post.choose'),
    more: t('post.more'),
    problem: (key: string) => errorText(t, key),
    count: bySmallCount(count),
    reply: bySmallCount((count) => (count > 0 ? t('post.replyCount', { count }) : t('post.reply'))),
    like: bySmallCount((count) => (count > 0 ? t('post.likeCount', { count }) : t('post.like'))),
    undo: (kind: ReactionKind, count: number) => t('post.undoCount', { kind: t(`post.kinds.${kind}`), count }),
  }
}

/** Most counts are small: those are written once. */
function bySmallCount(write: (count: number) => string): (count: number) => string {
  const written: string[] = []
  return (count) => {
    if (count >= 1000) return write(count)
    const text = written[count] ?? write(count)
    written[count] = text
    return text
  }
}
