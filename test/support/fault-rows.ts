/** Names of what the tables must say; fault-check-rows.ts reads them. */
export const rows = {
  follow: (followerId: string, followeeId: string) => `follow ${followerId} ${followeeId}`,
  reaction: (userId: string, postId: string) => `reaction ${userId} ${postId}`,
  deleted: (postId: string) => `deleted ${postId}`,
  audience: (postId: string) => `audience ${postId}`,
  repost: (userId: string, postId: string) => `repost ${userId} ${postId}`,
  block: (blockerId: string, blockedId: string) => `block ${blockerId} ${blockedId}`,
  mute: (muterId: string, mutedId: string) => `mute ${muterId} ${mutedId}`,
  bump: (userId: string) => `bump ${userId}`,
}

/** A row by its name, and its value. */
export type RowValue = readonly [name: string, value: string]

type Row = {
  /** Null: nobody can tell. */
  value: string | null
  /** Writes to it that have no answer; a lost answer never comes. */
  open: number
  /** Whether two of them overlapped: any may have been the last. */
  isMixed: boolean
}

/** What the tables must say, as far as clients can be sure of it. */
export function createExpectations() {
  const held = new Map<string, Row>()

  function rowOf(name: string): Row {
    const row = held.get(name) ?? { value: null, open: 0, isMixed: false }
    held.set(name, row)
    return row
  }

  return {
    begin(sets: readonly RowValue[]): void {
      for (const row of sets.map(([name]) => rowOf(name))) {
        row.open += 1
        if (row.open > 1) row.isMixed = true
      }
    },
    /** The write was answered: it is done, or it certainly is not. Without an answer it stays open. */
    end(sets: readonly RowValue[], isDone: boolean): void {
      for (const [name, value] of sets) {
        const row = rowOf(name)
        row.open -= 1
        if (row.isMixed) row.value = null
        else if (isDone) row.value = value
        if (row.open === 0) row.isMixed = false
      }
    },
    /** Of what is certain now. */
    certain: (): RowValue[] =>
      [...held].flatMap(([name, { value, open }]): RowValue[] => (value === null || open > 0 ? [] : [[name, value]])),
  }
}
