/**
 * Does `work` for each item, begun in order, `width` at most at once.
 * @throws the first failure, once what was begun has ended; no more is begun then
 */
export async function eachAtOnce<Item>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values()
  let isBroken = false
  async function lane(): Promise<void> {
    for (const item of waiting) {
      if (isBroken) return
      try {
        await work(item)
      } catch (error) {
        isBroken = true
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: width }, lane))
  for (const one of lanes) if (one.status === 'rejected') throw one.reason
}
