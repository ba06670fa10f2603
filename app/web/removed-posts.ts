import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

const removed = createOptimistic<unknown>()

export function useIsRemoved(postId: string): boolean {
  return useStored(removed.told, postId) !== undefined
}

/** Hides the post at once, then tells the server. @returns an i18n key when it failed; the post is then back */
export function removePost(postId: string): Promise<string | null> {
  return removed.change(postId, {
    to: true,
    tell: () => send(`/posts/${postId}/delete`, {}),
    taken: 'errors.deleteFailed',
  })
}
