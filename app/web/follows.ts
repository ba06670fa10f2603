import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

const follows = createOptimistic<{ isFollowing: boolean }>()

/** Does the viewer follow this person: as the page was told, or as it is since the viewer changed it. */
export function useFollows(handle: string, told: boolean): boolean {
  return useStored(follows.told, handle)?.isFollowing ?? told
}

/** A block has ended it: from now on the page is believed. */
export function forgetFollows(handle: string): void {
  follows.told.set(handle, undefined)
}

/** What else can be said with a follow, or with its end. */
export const followOptions = { fromNow: { copyLimit: '0' }, keepHistory: { keepHistory: '1' } } as const
export type FollowOption = keyof typeof followOptions

/** Shows it at once, then tells the server. @returns an i18n key when it failed; all is then as before */
export function setFollows(handle: string, isFollowing: boolean, option?: FollowOption): Promise<string | null> {
  return follows.change(handle, {
    to: { isFollowing },
    tell: () => send(`/people/${handle}/follow`, { on: isFollowing ? '1' : '0', ...(option && followOptions[option]) }),
    taken: 'errors.followFailed',
  })
}
