import { useLocation } from '@remix-run/react'
import { type ReactNode, type Ref, useImperativeHandle } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { type PackedPage, unpackPage } from '#app/web/packed-page.ts'
import { useViewer } from '#app/web/root-data.ts'
import { useShown } from '#app/web/standings.ts'
import { useFeed } from '#app/web/use-feed.ts'
import { useFeedKeys } from '#app/web/use-feed-keys.ts'
import { useTellSeen } from '#app/web/use-tell-seen.ts'
import { FeedRows } from './feed-rows.tsx'
import { Older, withCursor } from './older.tsx'
import { usePostWords } from './post-words.ts'
import { PostSkeletons } from './skeleton.tsx'

export type FeedHandle = { add: (post: PostView) => void }

type Props = {
  /** Where further pages come from, as JSON. */
  source: string
  /** The page that the server rendered. */
  first: PackedPage
  label: string
  /** Shown when there is no post at all. */
  empty: ReactNode
  /** Newest first (`start`: what is new comes above) or a thread (`end`). */
  addTo?: 'start' | 'end'
  moreLabel?: string
  endLabel?: string | null
  handle?: Ref<FeedHandle>
  /** The post that all of these answer, which need not be said of each. */
  under?: string
  /** Muting somebody hides them in feeds, not on their own page nor in a conversation. */
  withMuted?: boolean
  /** What stands above it already. */
  without?: readonly string[]
  /** Where it is told which posts were seen; absent where that is not kept. */
  seenAction?: string
}

/** A feed as WAI-ARIA describes it: it grows while one scrolls, and can be walked by keyboard. */
export function Feed(props: Props) {
  // Another entry of the history is another visit, with pages of its own.
  return <FeedVisit key={`${useLocation().key} ${props.source}`} {...props} />
}

function FeedVisit({
  source,
  first: packed,
  label,
  empty,
  addTo = 'start',
  moreLabel,
  endLabel,
  handle,
  under,
  withMuted = false,
  without = [],
  seenAction,
}: Props) {
  const { t } = useTranslation()
  const words = usePostWords()
  const viewerId = useViewer()?.id
  const { search } = useLocation()
  const first = unpackPage(packed)
  const {
    items: all,
    nextCursor,
    lastUnseen,
    state,
    fresh,
    showFresh,
    loadMore,
    add,
  } = useFeed({
    source,
    first,
    addTo,
  })
  const items = useShown(all, { withMuted }).filter(({ id }) => !without.includes(id))
  const list = useFeedKeys()
  const isOlderPage = new URLSearchParams(search).has('cursor')
  const announced =
    state === 'loading'
      ? t('feed.loading')
      : items.length > first.items.length
        ? t('feed.shown', { count: items.length })
        : ''
  // What waits above was not seen yet.
  const isTopNew = Boolean(first.lastUnseen) && fresh.length === 0 && !isOlderPage
  useTellSeen(seenAction, isTopNew ? first.prevCursor : null)
  useImperativeHandle(handle, () => ({ add }), [add])

  function revealFresh() {
    showFresh()
    window.scrollTo({ top: 0 })
  }

  return (
    <>
      {isOlderPage && addTo === 'start' ? (
        <a
          href={withCursor(search, null)}
          className="button button-quiet flex w-full rounded-none border-b border-line"
        >
          <Icon name="arrow-up" />
          {t('feed.newest')}
        </a>
      ) : null}
      {fresh.length > 0 && !isOlderPage ? (
        <div className="sticky top-16 z-20 flex h-0 justify-center">
          <button type="button" className="button button-accent button-sm mt-2" onClick={revealFresh}>
            <Icon name="arrow-up" />
            {t('feed.fresh', { count: fresh.length })}
          </button>
        </div>
      ) : null}
      {items.length === 0 ? (
        !nextCursor && without.length === 0 && empty
      ) : (
        <FeedRows
          posts={items}
          words={words}
          viewerId={viewerId}
          under={under}
          label={label}
          isBusy={state === 'loading'}
          lastUnseen={lastUnseen}
          list={list}
        />
      )}
      {state === 'loading' ? <PostSkeletons /> : null}
      <p role="status" className="sr-only">
        {announced}
      </p>
      {state === 'failed' ? (
        <div role="alert" className="flex flex-col items-center gap-3 p-6 text-muted">
          {t('feed.failed')}
          <button type="button" className="button button-plain" onClick={loadMore}>
            <Icon name="rotate-cw" />
            {t('common.retry')}
          </button>
        </div>
      ) : null}
      {state === 'idle' && nextCursor ? (
        <Older href={withCursor(search, nextCursor)} label={moreLabel} onReach={loadMore} />
      ) : null}
      {items.length > 0 && !nextCursor && endLabel !== null ? (
        <p className="px-4 py-10 text-center text-muted">{endLabel ?? t('feed.end')}</p>
      ) : null}
    </>
  )
}
