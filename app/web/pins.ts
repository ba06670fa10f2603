import type { PostView } from '#app/domain/posts/post-views.ts'
import { problemOf, send } from './send.ts'
import { createStore, useStored } from './store.ts'

const changed = createStore<boolean>()

/** Whether a post is pinned: as the page was told, or as it is since its author changed that here. */
export function useIsPinned({ id, isPinned }: PostView): boolean {
  return useStored(changed, id) ?? isPinned
}

/** @returns an i18n key when it failed */
export async function setPinned(postId: string, isPinned: boolean): Promise<string | null> {
  const sent = await send(`/posts/${postId}/pin`, { on: isPinned ? '1' : '0' })
  if (!sent.ok) return problemOf(sent)
  changed.set(postId, isPinned)
  return null
}
