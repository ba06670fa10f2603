/** What a poll asks: part of its post's fact. */
export type PollFact = Readonly<{ options: readonly string[]; isMultiple: boolean; endsAt: string; isOver: boolean }>

/** By place of the option; those that nobody chose are absent. */
export type PollCounts = Readonly<{ voters: number; counts: Readonly<Record<string, number>> }>

/** A poll as somebody sees it. */
export type PollView = Readonly<{
  /** How often each was chosen: null until one has voted, or it is over. */
  options: readonly Readonly<{ text: string; count: number | null }>[]
  isMultiple: boolean
  endsAt: string
  isOver: boolean
  /** How many voted. */
  voters: number
  /** What the viewer chose; null when they did not vote. */
  choices: readonly number[] | null
}>

type Looking = Readonly<{ choices: readonly number[] | null; isAuthor: boolean }>

export function pollView({ options, ...poll }: PollFact, { voters, counts }: PollCounts, looking: Looking): PollView {
  const { choices, isAuthor } = looking
  const isShown = poll.isOver || choices !== null || isAuthor
  return {
    ...poll,
    options: options.map((text, at) => ({ text, count: isShown ? (counts[at] ?? 0) : null })),
    voters,
    choices,
  }
}
