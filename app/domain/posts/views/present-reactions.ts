import type { EmojiSet } from '#app/domain/emoji/emoji-set.ts'
import { isCommon, type ReactionCount } from '../post-views.ts'

/** Counts with what custom kinds are shown as. What this version, or this site, knows nothing of is left out. */
export function presentReactions(counts: readonly ReactionCount[], { byId }: EmojiSet): readonly ReactionCount[] {
  if (counts.every(({ kind }) => isCommon(kind))) return counts
  return counts.flatMap((count) => {
    if (isCommon(count.kind)) return count
    const emoji = byId.get(count.kind)
    if (!emoji) return []
    const { name, src, retiredAt } = emoji
    return { ...count, emoji: retiredAt === null ? { name, src } : { name, src, isRetired: true as const } }
  })
}
