import { type Audience, isOpen, type PostView, type SettableAudience } from '#app/domain/posts/post-views.ts'
import { type Sent, send } from './send.ts'
import { createStore, useStored } from './store.ts'

const changed = createStore<Audience>()

/** The post with who sees it now: as the page was told, or as it is since its author changed it here. */
export function useAudience(post: PostView): PostView {
  const audience = useStored(changed, post.id) ?? post.audience
  if (audience === post.audience) return post
  return { ...post, audience, viewer: { ...post.viewer, canRepost: isOpen(audience), canQuote: isOpen(audience) } }
}

/** Not shown before the server has done it: who believes that a post is hidden says more in it. Never throws. */
export async function setAudience(postId: string, audience: SettableAudience): Promise<Sent<{ audience: Audience }>> {
  const sent = await send<{ audience: Audience }>(`/posts/${postId}/audience`, { audience })
  if (sent.ok) changed.set(postId, sent.data.audience)
  return sent
}
