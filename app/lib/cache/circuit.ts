export interface Circuit {
  /** @throws what `ask` throws; when it takes too long; and at once for a while after either */
  run<Answer>(ask: () => Promise<Answer>): Promise<Answer>
}

/**
 * Keeps callers from waiting one by one for a server that does not answer: a question has `limitMs`, and after one
 * that failed none is asked for `restMs`. A late answer is nobody's.
 */
export function createCircuit({ limitMs, restMs }: { limitMs: number; restMs: number }): Circuit {
  let failedAt = Number.NEGATIVE_INFINITY
  return {
    async run(ask) {
      if (performance.now() - failedAt < restMs) throw new Error(`it failed less than ${restMs} ms ago`)
      try {
        return await within(limitMs, ask())
      } catch (error) {
        failedAt = performance.now()
        throw error
      }
    },
  }
}

/** Not a race of promises: each read of a page asks once, and a race makes five more. */
function within<Answer>(ms: number, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`no answer within ${ms} ms`))
    // Timers come before what has arrived meanwhile: after a pause of this process the answer may be there to be read.
    const timer = setTimeout(() => setImmediate(() => setImmediate(giveUp)), ms)
    answer.then(
      (found) => {
        clearTimeout(timer)
        resolve(found)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
