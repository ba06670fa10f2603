import { z } from 'zod'

/** How much of somebody a follower wants in the home feed. Whoever says nothing wants what is normal. */
export const levels = ['more', 'normal', 'less', 'best'] as const
export type Level = (typeof levels)[number]
export const LevelSchema = z.enum(levels)

export function toLevel(value: unknown): Level {
  return levels.find((level) => level === value) ?? 'normal'
}

/** Of so many people somebody wants more: of each, what they did is merged as a page is read. */
export const maxMore = 100

/** Of who is wanted less, so many posts of a day (UTC) are shown: its first. */
export const maxOfDay = 3

/** What the rule asks of a post, and of who wrote it. */
export type Judged = Readonly<{
  /** Which of its author's day it was. */
  dayOrdinal: number | null
  /** Reactions and reposts. */
  done: number
  /** So many are many for its author. */
  bestFrom: number
}>

/** Whether a post of somebody at this level is shown. */
export function isWanted(level: Level, { dayOrdinal, done, bestFrom }: Judged): boolean {
  if (level === 'less') return (dayOrdinal ?? 1) <= maxOfDay
  return level !== 'best' || done >= bestFrom
}
