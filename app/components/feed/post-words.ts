import type { TFunction } from 'i18next'
import type { Audience, RepliesFrom } from '#app/domain/posts/post-views.ts'
import { errorText } from '#app/web/error-key.ts'
import { formatFor } from '#app/web/format.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import type { Choice } from '#app/web/reactions.ts'
import { useRootData } from '#app/web/root-data.ts'
import { reactionName } from './reaction-face.tsx'

/** What every row of a feed needs besides its post. */
export type PostWords = ReturnType<typeof postWords>

/** Why somebody's reply is not taken. */
export function cannotReply(t: TFunction, from: RepliesFrom): string {
  return t(from === 'mentioned' ? 'post.cannotReply.mentioned' : 'post.cannotReply.followers')
}

const made = new Map<string, PostWords>()

/** The same object for the same language, reader or not: what a row says is looked up once, not in each row. */
export function usePostWords(): PostWords {
  const { t, language } = useTranslation()
  const root = useRootData()
  const locale = root?.locale ?? language
  const isSignedIn = Boolean(root?.viewer)
  const opensWarnings = root?.opensWarnings ?? false
  const key = `${locale} ${isSignedIn} ${opensWarnings}`
  // Locales come from a request header: the number of sets is bounded.
  if (made.size > 200) made.clear()
  const words = made.get(key) ?? postWords(t, locale, { isSignedIn, opensWarnings })
  made.set(key, words)
  return words
}

type Reading = Readonly<{ isSignedIn: boolean; opensWarnings: boolean }>

function postWords(t: TFunction, locale: string, reading: Reading) {
  const { count } = formatFor(locale, 'UTC')
  return {
    ...reading,
    replyTo: t('post.replyToShort'),
    toDeleted: t('post.replyToDeleted'),
    edited: t('post.edited'),
    showMore: t('post.showMore'),
    answers: (count: number) => t('post.answers', { count }),
    allAnswers: (count: number) => t('post.allAnswers', { count }),
    youFollow: t('post.youFollow'),
    bookmark: t('post.bookmark'),
    unbookmark: t('post.unbookmark'),
    bookmarked: t('post.bookmarked'),
    chooseFolder: t('post.chooseFolder'),
    mutedWord: (word: string) => t('post.mutedWord', { word }),
    seenFollows: t('feed.seenFollows'),
    choose: t('post.choose'),
    more: t('post.more'),
    audience: (audience: Audience) => t(`post.audience.${audience}`),
    audienceHint: (audience: Audience) => t(`post.audience.${audience}Only`),
    imageOf: (number: number, count: number) => (count > 1 ? t('media.imageOf', { number, count }) : t('media.image')),
    imageWaiting: t('media.waiting'),
    imageFailed: t('media.failed'),
    altOf: t('media.altOf'),
    sensitive: t('media.sensitive'),
    sensitiveShow: t('media.show'),
    sensitiveHide: t('media.hide'),
    cannotRepost: t('post.cannotRepost'),
    pinned: t('post.pin.pinned'),
    poll: t('post.poll.title'),
    pollOver: t('post.poll.over'),
    pollEnds: t('post.poll.ends'),
    pollMine: t('post.poll.mine'),
    vote: t('post.poll.vote'),
    voters: bySmallCount((count) => t('post.poll.voters', { count })),
    share: bySmallCount((percent) => t('post.poll.share', { percent })),
    quoteGone: t('post.quote.gone'),
    quoteImages: bySmallCount((count) => t('post.quote.images', { count })),
    cannotReply: (from: RepliesFrom) => cannotReply(t, from),
    problem: (key: string) => errorText(t, key),
    count: bySmallCount(count),
    reply: bySmallCount((count) => (count > 0 ? t('post.replyCount', { count }) : t('post.reply'))),
    repost: bySmallCount((count) => (count > 0 ? t('post.repostCount', { count }) : t('post.repost'))),
    undoRepost: bySmallCount((count) => t('post.undoRepostCount', { count })),
    repostedBy: bySmallCount((others) =>
      aroundName(others > 0 ? t('post.repostedByMore', { name, count: others }) : t('post.repostedBy', { name })),
    ),
    repostedByYou: bySmallCount((others) =>
      aroundName(others > 0 ? t('post.repostedByYouMore', { count: others }) : t('post.repostedByYou')),
    ),
    like: bySmallCount((count) => (count > 0 ? t('post.likeCount', { count }) : t('post.like'))),
    undo: (mine: Choice, count: number) => t('post.undoCount', { kind: reactionName(t, mine), count }),
  }
}

// A noncharacter of Unicode, which stands in no text: where a name will stand, which is a link.
const name = '\ufdd2'

/** What stands before the name and after it; the latter is absent where no name is wanted. */
function aroundName(text: string): readonly [before: string, after?: string] {
  const [before = '', after] = text.split(name)
  return [before, after]
}

/** Most counts are small: those are written once. */
function bySmallCount<Words>(write: (count: number) => Words): (count: number) => Words {
  const written: Words[] = []
  return (count) => {
    if (count >= 1000) return write(count)
    const text = written[count] ?? write(count)
    written[count] = text
    return text
  }
}
