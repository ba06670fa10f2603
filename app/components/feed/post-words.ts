import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReactionKind } from '#app/domain/posts/post-views.ts'
import { errorText } from '#app/web/error-key.ts'
import { formatFor } from '#app/web/format.ts'
import { useRootData } from '#app/web/root-data.ts'

/** What every row of a feed needs besides its post, looked up once for the feed and not once for each row. */
export type PostWords = ReturnType<typeof postWords>

export function usePostWords(): PostWords {
  const { t } = useTranslation()
  const root = useRootData()
  const locale = root?.locale ?? 'en'
  const isSignedIn = Boolean(root?.viewer)
  return useMemo(() => postWords(t, locale, isSignedIn), [t, locale, isSignedIn])
}

function postWords(t: TFunction, locale: string, isSignedIn: boolean) {
  return {
    isSignedIn,
    count: formatFor(locale, 'UTC').count,
    problem: (key: string) => errorText(t, key),
    replyTo: t('post.replyToShort'),
    showMore: t('post.showMore'),
    choose: t('post.choose'),
    more: t('post.more'),
    reply: (count: number) => (count > 0 ? t('post.replyCount', { count }) : t('post.reply')),
    like: (count: number) => (count > 0 ? t('post.likeCount', { count }) : t('post.like')),
    undo: (kind: ReactionKind, count: number) => t('post.undoCount', { kind: t(`post.kinds.${kind}`), count }),
  }
}
