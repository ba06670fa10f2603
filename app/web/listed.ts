import { createOptimistic } from './optimistic.ts'
import { problemOf, send } from './send.ts'
import { useStored } from './store.ts'

/** Somebody, and one of the viewer's lists. */
export type Listing = Readonly<{ listId: string; handle: string }>

const listed = createOptimistic<boolean>()
const keyOf = ({ listId, handle }: Listing) => `${listId} ${handle}`

/** Is this person on the list: as the page was told, or as it is since the viewer changed it. */
export function useListed(listing: Listing, told: boolean): boolean {
  return useStored(listed.told, keyOf(listing)) ?? told
}

/** A form has changed it: from now on the page is believed. */
export function forgetListed(listing: Listing): void {
  listed.told.set(keyOf(listing), undefined)
}

/** Shows it at once, then tells the server. @returns an i18n key when it failed; all is then as before */
export function setListed(listing: Listing, isOn: boolean): Promise<string | null> {
  return listed.change(keyOf(listing), {
    to: isOn,
    tell: async () => {
      const sent = await send(`/lists/${listing.listId}/people/${listing.handle}`, { on: isOn ? '1' : '0' })
      return sent.ok ? { ok: true, data: isOn } : { ...sent, message: problemOf(sent) }
    },
    taken: 'errors.list.failed',
  })
}
