import type { PostView } from '#app/domain/posts/post-views.ts'
import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

const changed = createOptimistic<{ isBookmarked: boolean }>()

/** Whether the viewer keeps the post: as the page was told, or as it is since they changed it. */
export function useBookmarked({ id, viewer }: PostView): boolean {
  return useStored(changed.told, id)?.isBookmarked ?? viewer.isBookmarked
}

/** Shows it at once, then tells the server. @returns an i18n key when it failed; it is then as before */
export function setBookmarked(postId: string, isBookmarked: boolean): Promise<string | null> {
  return changed.change(postId, {
    to: { isBookmarked },
    tell: () => send(`/posts/${postId}/bookmark`, { on: isBookmarked ? '1' : '0' }),
    taken: 'errors.bookmark.failed',
  })
}
