import { createOptimistic } from './optimistic.ts'
import { problemOf, send } from './send.ts'
import { useStored } from './store.ts'

const followed = createOptimistic<boolean>()

/** Does the viewer follow this hashtag: as the page was told, or as it is since the viewer changed it. */
export function useFollowedTag(tag: string, told: boolean): boolean {
  return useStored(followed.told, tag) ?? told
}

export const followTagPath = (tag: string) => `/tags/${encodeURIComponent(tag)}/follow`

/** Shows it at once, then tells the server. @returns an i18n key when it failed; all is then as before */
export function setFollowedTag(tag: string, isOn: boolean): Promise<string | null> {
  return followed.change(tag, {
    to: isOn,
    tell: async () => {
      const sent = await send(followTagPath(tag), { on: isOn ? '1' : '0' })
      return sent.ok ? { ok: true, data: isOn } : { ...sent, message: problemOf(sent) }
    },
    taken: 'errors.followFailed',
  })
}
