import type { PollView } from '#app/domain/posts/polls/poll-view.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { send } from './send.ts'
import { createStore, useStored } from './store.ts'

const voted = createStore<PollView>()

/** A post's poll: as the page was told, or as it is since the reader voted here. */
export function usePoll({ id, poll }: PostView): PollView | null {
  return useStored(voted, id) ?? poll
}

/** Not shown before the server has it: what others chose comes with the answer. @returns an i18n key when it failed */
export async function vote(postId: string, choices: readonly string[]): Promise<string | null> {
  const sent = await send<{ poll: PollView }>(`/posts/${postId}/vote`, { choice: choices.join(',') })
  if (!sent.ok) return sent.message === 'errors.page.Conflict' ? 'errors.poll.over' : sent.message
  voted.set(postId, sent.data.poll)
  return null
}
