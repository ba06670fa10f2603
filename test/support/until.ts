/** Asks again and again until the answer is not null. @throws after `withinMs` */
export async function until<Value>(
  ask: () => Promise<Value | null>,
  { withinMs, everyMs = 1 }: { withinMs: number; everyMs?: number },
): Promise<Value> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const value = await ask()
    if (value !== null) return value
    if (performance.now() > deadline) throw new Error(`it did not happen within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
