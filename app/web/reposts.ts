import type { PostView } from '#app/domain/posts/post-views.ts'
import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

export type Reposts = { repostCount: number; isReposted: boolean }

const changed = createOptimistic<Reposts>()

/** A post's reposts: as the page was told, or as they are since the reader changed them. */
export function useReposts(post: PostView): Reposts {
  return useStored(changed.told, post.id) ?? repostsOf(post)
}

/**
 * Shows it at once, then tells the server.
 * @returns an i18n key when it failed; the reposts are then as before
 */
export async function setReposted(post: PostView, isReposted: boolean): Promise<string | null> {
  const problem = await changed.change(post.id, {
    to: withRepost(changed.told.get(post.id) ?? repostsOf(post), isReposted),
    tell: () => send(`/posts/${post.id}/repost`, { on: isReposted ? '1' : '0' }),
    taken: 'errors.repostFailed',
  })
  // Its author has narrowed it since the page came.
  return problem === 'errors.page.Conflict' ? 'errors.repostNarrowed' : problem
}

/** What the count is once the viewer has reposted, or no longer has. */
export function withRepost({ repostCount, isReposted: was }: Reposts, isReposted: boolean): Reposts {
  return { isReposted, repostCount: Math.max(0, repostCount + Number(isReposted) - Number(was)) }
}

function repostsOf({ repostCount, viewer }: PostView): Reposts {
  return { repostCount, isReposted: viewer.isReposted }
}
