import type { PostView } from '#app/domain/posts/post-views.ts'
import { send } from './send.ts'
import { createStore, useStored } from './store.ts'

const detached = createStore<true>()

/** The post as the page was told of it, or without what it quoted since that was taken off here. */
export function useQuote(post: PostView): PostView {
  const isDetached = useStored(detached, post.id) ?? false
  return isDetached && post.quote?.post ? { ...post, quote: { post: null } } : post
}

/** Takes the viewer's post off one that quotes it. @returns an i18n key when it failed */
export async function detachQuote(postId: string): Promise<string | null> {
  const sent = await send(`/posts/${postId}/detach`, {})
  if (!sent.ok) return sent.message
  detached.set(postId, true)
  return null
}
