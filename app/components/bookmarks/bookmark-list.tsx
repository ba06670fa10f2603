import { useLocation } from '@remix-run/react'
import { withCursor } from '#app/components/feed/older.tsx'
import { PostRow } from '#app/components/feed/post-row.tsx'
import { usePostWords } from '#app/components/feed/post-words.ts'
import { NextPage } from '#app/components/shell/next-page.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useFeedKeys } from '#app/web/use-feed-keys.ts'
import { GoneLine } from './gone-line.tsx'

type Bookmark = Readonly<{ postId: string; folderId: string | null; post: PostView | null }>
type Props = {
  page: Readonly<{ items: readonly Bookmark[]; nextCursor: string | null }>
  folders: readonly Readonly<{ id: string; name: string }>[]
  label: string
}

/**
 * Bookmarks as they were kept: posts, each with where it lies, and lines for those that are not there any more. What is let
 * go here stays in sight until the page is left, so that it can be taken back.
 */
export function BookmarkList({ page, folders, label }: Props) {
  const { t } = useTranslation()
  const { search } = useLocation()
  const words = usePostWords()
  const list = useFeedKeys()
  const folderOf = (id: string | null) => folders.find((folder) => folder.id === id)
  return (
    <div ref={list}>
      <ul aria-label={label}>
        {page.items.map(({ postId, folderId, post }) => {
          const folder = folderOf(folderId)
          return post ? (
            <li key={postId}>
              <a
                href={`/posts/${postId}/bookmark/folder`}
                className="ml-[68px] inline-flex min-h-8 items-end text-meta text-muted hover:underline"
              >
                {folder ? t('bookmarks.in', { name: folder.name }) : t('bookmarks.put')}
              </a>
              <PostRow post={post} words={words} />
            </li>
          ) : (
            <GoneLine key={postId} postId={postId} />
          )
        })}
      </ul>
      {page.nextCursor ? <NextPage href={withCursor(search, page.nextCursor)} label={t('bookmarks.older')} /> : null}
    </div>
  )
}
