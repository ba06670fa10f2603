/** The answer of `promise`, or after `ms` a failure with these words; what was promised goes on unheard. */
export async function within<Value>(ms: number, promise: Promise<Value>, words: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(words)), ms)
  })
  // Left to itself after the deadline: it must not be an unhandled rejection.
  promise.catch(() => undefined)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
