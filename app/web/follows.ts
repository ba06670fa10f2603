import type { PersonView } from '#app/domain/posts/post-views.ts'
import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

/** How the viewer stands to somebody: follows them, or waits until they approve it. */
export type Followed = Readonly<{ isFollowing: boolean; isRequested: boolean }>
/** Somebody who may be followed, as the page was told. */
export type Followable = PersonView & Followed & Readonly<{ isPrivate: boolean }>

const follows = createOptimistic<Followed>()

/** How the viewer stands to this person: as the page was told, or as it is since the viewer changed it. */
export function useFollowed({ handle, isFollowing, isRequested }: Followable): Followed {
  return useStored(follows.told, handle) ?? { isFollowing, isRequested }
}

/** A block has ended it: from now on the page is believed. */
export function forgetFollows(handle: string): void {
  follows.told.set(handle, undefined)
}

/** What else can be said with a follow, or with its end. */
export const followOptions = { fromNow: { copyLimit: '0' }, keepHistory: { keepHistory: '1' } } as const
export type FollowOption = keyof typeof followOptions

/**
 * Follows, asks a private account for it, or ends both: shows it at once, then tells the server.
 * @returns an i18n key when it failed; all is then as before
 */
export function setFollows(
  { handle, isPrivate }: Pick<Followable, 'handle' | 'isPrivate'>,
  on: boolean,
  option?: FollowOption,
): Promise<string | null> {
  return follows.change(handle, {
    to: { isFollowing: on && !isPrivate, isRequested: on && isPrivate },
    tell: () => send(`/people/${handle}/follow`, { on: on ? '1' : '0', ...(option && followOptions[option]) }),
    taken: 'errors.followFailed',
  })
}
