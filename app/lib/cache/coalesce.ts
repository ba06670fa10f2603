/**
 * Runs `work` for many callers. Each gets a run that began after it asked, so that a run never misses what happened
 * before; at most one runs, and one waits.
 */
export function coalesce<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined
  let next: Promise<Result> | undefined

  async function launch(): Promise<Result> {
    try {
      return await work()
    } finally {
      if (!next) running = undefined
    }
  }
  function launchNext(): Promise<Result> {
    running = next
    next = undefined
    return launch()
  }
  return () => {
    if (running) {
      next ??= running.then(launchNext, launchNext)
      return next
    }
    running = launch()
    return running
  }
}

/** The same for each key. `work` must be the same for everybody who gives that key. */
export function coalesceByKey<Result>(): (key: string, work: () => Promise<Result>) => Promise<Result> {
  const asked = new Map<string, { run: () => Promise<Result>; callers: number }>()
  return async (key, work) => {
    const held = asked.get(key) ?? { run: coalesce(work), callers: 0 }
    asked.set(key, held)
    held.callers += 1
    try {
      return await held.run()
    } finally {
      held.callers -= 1
      if (held.callers === 0) asked.delete(key)
    }
  }
}
