import { send, undone } from './send.ts'
import { createStore, useStored } from './store.ts'

const removed = createStore<true>()

export function useIsRemoved(postId: string): boolean {
  return useStored(removed, postId) ?? false
}

/** Hides the post at once, then tells the server. @returns an i18n key when it failed; the post is then back */
export async function removePost(postId: string): Promise<string | null> {
  removed.set(postId, true)
  const sent = await send(`/posts/${postId}/delete`, {})
  if (sent.ok) return null
  removed.set(postId, undefined)
  return undone(sent.message, 'errors.deleteFailed')
}
