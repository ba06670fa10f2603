// What custom emoji look like to those who use them. Pure, for pages and the API alike.
import type { Failure } from '#app/domain/media/media-rules.ts'
import type { Id } from '#app/lib/id.ts'

/** An emoji where it is shown. `src`: the address of its image, 64 pixels at most. `isRetired`: nobody may use it anew. */
export type EmojiView = Readonly<{ name: string; src: string; isRetired?: true }>

/** An emoji that may be used. */
export type OfferedEmoji = EmojiView & Readonly<{ id: Id; description: string; category: string }>

/** An emoji as admins see it. `src` is null until its image is ready. */
export type AdminEmoji = Readonly<{
  id: Id
  name: string
  description: string
  category: string
  src: string | null
  state: 'waiting' | 'ready' | 'failed'
  failure: Failure | null
  isRetired: boolean
}>
