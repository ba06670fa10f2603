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
