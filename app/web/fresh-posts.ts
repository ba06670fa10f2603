type Known = Readonly<{ id: string }>

/** Shown posts that say where the reader's top is. Several, since a repost may have lifted one of them since. */
const topLength = 3

/**
 * What came above the posts that the reader has, from a newer first page. Told by place, not by age: an old post that
 * somebody hands on comes to the top.
 */
export function freshAbove<Post extends Known>(shown: readonly Known[], told: readonly Post[]): Post[] {
  const known = new Set(shown.map(({ id }) => id))
  const top = new Set(shown.slice(0, topLength).map(({ id }) => id))
  const end = told.findLastIndex(({ id }) => top.has(id))
  return (end < 0 ? told : told.slice(0, end)).filter(({ id }) => !known.has(id))
}
