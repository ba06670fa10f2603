import { useSyncExternalStore } from 'react'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

/** What somebody can do against another's posts. */
export type StandingKind = 'block' | 'mute' | 'reposts'
/** `fields`: what else is said with it. */
export type Standing = Readonly<{
  kind: StandingKind
  handle: string
  isOn: boolean
  fields?: Readonly<Record<string, string>>
}>

const standings = createOptimistic<boolean>()
const keyOf = (kind: StandingKind, handle: string) => `${kind} ${handle}`

/** Does the viewer block (or mute) this person, or hide their reposts: as the page was told, or as it is since the viewer changed it. */
export function useStanding(kind: StandingKind, handle: string, told: boolean): boolean {
  return useStored(standings.told, keyOf(kind, handle)) ?? told
}

/** Shows it at once, then tells the server. @returns an i18n key when it failed; all is then as before */
export function setStanding({ kind, handle, isOn, fields }: Standing): Promise<string | null> {
  return standings.change(keyOf(kind, handle), {
    to: isOn,
    tell: async () => {
      const sent = await send(`/people/${handle}/${kind}`, { on: isOn ? '1' : '0', ...fields })
      return sent.ok ? { ok: true, data: isOn } : sent
    },
    taken: `errors.${kind}.failed`,
  })
}

/** The posts without those of people whom the viewer has just blocked or, unless `withMuted`, muted. */
export function useShown(posts: readonly PostView[], { withMuted }: { withMuted: boolean }): readonly PostView[] {
  const hiddenIds = () => posts.flatMap(({ id, author }) => (isHidden(author.handle, withMuted) ? id : [])).join(' ')
  const hidden = useSyncExternalStore(standings.told.subscribe, hiddenIds, none)
  if (hidden === '') return posts
  const ids = new Set(hidden.split(' '))
  return posts.filter(({ id }) => !ids.has(id))
}

function isHidden(handle: string, withMuted: boolean): boolean {
  const isOn = (kind: StandingKind) => standings.told.get(keyOf(kind, handle)) === true
  return isOn('block') || (!withMuted && isOn('mute'))
}

const none = () => ''
