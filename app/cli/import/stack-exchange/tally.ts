/** What came of the rows of one kind. */
export type Counts = { read: number; added: number; alreadyThere: number; leftOut: Map<string, number> }

const kinds = [
  'people',
  'questions',
  'answers',
  'comments',
  'otherPosts',
  'votes',
  'tags',
  'reactions',
  'follows',
] as const
export type Kind = (typeof kinds)[number]

const titles: Readonly<Record<Kind, string>> = {
  people: 'people',
  questions: 'questions',
  answers: 'answers',
  comments: 'comments',
  otherPosts: 'other posts',
  votes: 'votes',
  tags: 'tags',
  reactions: 'reactions',
  follows: 'follows',
}

/** Counts for the summary at the end of an import, in its order. */
export type Tally = Readonly<Record<Kind, Counts>>

export function createTally(): Tally {
  const none = (): Counts => ({ read: 0, added: 0, alreadyThere: 0, leftOut: new Map() })
  return {
    people: none(),
    questions: none(),
    answers: none(),
    comments: none(),
    otherPosts: none(),
    votes: none(),
    tags: none(),
    reactions: none(),
    follows: none(),
  }
}

/** Notes rows that are not imported, by design or for a fault that is reported beside. */
export function leaveOut(counts: Counts, reason: string, rows = 1): void {
  counts.leftOut.set(reason, (counts.leftOut.get(reason) ?? 0) + rows)
}

/** The summary as a table, and below it why rows were left out. */
export function describeTally(tally: Tally): string {
  const heads = ['', 'read', 'added', 'already there', 'left out']
  const rows = kinds.map((kind) => {
    const { read, added, alreadyThere, leftOut } = tally[kind]
    return [
      titles[kind],
      ...[read, added, alreadyThere, sum(leftOut.values())].map((number) =>
        number === 0 ? '–' : number.toLocaleString('en'),
      ),
    ]
  })
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ')
  const reasons = kinds.flatMap((kind) =>
    [...tally[kind].leftOut].map(
      ([reason, rows]) => `left out of ${titles[kind]}: ${rows.toLocaleString('en')} × ${reason}`,
    ),
  )
  return [line(heads), ...rows.map(line), ...reasons].join('\n')
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0)
}
