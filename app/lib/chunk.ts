/** The list in parts of `size`, in order; the last may be shorter. */
export function chunk<Item>(list: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = []
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size))
  return parts
}
