import { send, undone } from './send.ts'
import { createStore, useStored } from './store.ts'

const changed = createStore<boolean>()

/** Does the viewer follow this person: as the page was told, or as it is since the viewer changed it. */
export function useFollows(handle: string, told: boolean): boolean {
  return useStored(changed, handle) ?? told
}

/** Shows it at once, then tells the server. @returns an i18n key when it failed; all is then as before */
export async function setFollows(handle: string, isFollowing: boolean): Promise<string | null> {
  const before = changed.get(handle)
  changed.set(handle, isFollowing)
  const sent = await send<{ isFollowing: boolean }>(`/people/${handle}/follow`, { on: isFollowing ? '1' : '0' })
  changed.set(handle, sent.ok ? sent.data.isFollowing : before)
  return sent.ok ? null : undone(sent.message, 'errors.followFailed')
}
