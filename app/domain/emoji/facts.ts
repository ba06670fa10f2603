// Names of what is cached about emoji, for the verbs that change it (docs/decisions/010-coherent-cache.md).
import type { Touched } from '#app/lib/cache/cache.ts'

export const kinds = { set: 'emoji.set' } as const
export const wholeSet = 'all'

/** All custom emoji of the site. */
export const emojiSetFact: Touched = { kind: kinds.set, id: wholeSet }
