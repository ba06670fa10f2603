import type { Id } from '#app/lib/id.ts'
import type { OfferedEmoji } from './emoji-views.ts'

/** An emoji whose image is ready; `names`: those that it has and had. */
export type HeldEmoji = OfferedEmoji & Readonly<{ names: readonly string[]; retiredAt: string | null }>

/** All of the site. `offered` by category, then by name. */
export type EmojiSet = Readonly<{
  byId: ReadonlyMap<Id, HeldEmoji>
  byName: ReadonlyMap<string, HeldEmoji>
  offered: readonly OfferedEmoji[]
}>
