import type { Id } from '#app/lib/id.ts'
import type { FeedDeps } from './deps.ts'

type Deps = Pick<FeedDeps<never>, 'log'> & { ledger: Pick<FeedDeps<never>['ledger'], 'finishDeliveries'> }

/**
 * Notes that deliveries ended, behind them: those that end while a statement is under way share the next. One that is lost
 * is delivered again by the sweep, which changes nothing.
 */
export function createEnds({ ledger, log }: Deps) {
  let waiting: Id[] = []
  let noting: Promise<void> | null = null

  async function noteAll(): Promise<void> {
    while (waiting.length > 0) {
      const ids = waiting
      waiting = []
      try {
        await ledger.finishDeliveries(ids)
      } catch (error) {
        log.warn(
          { err: error, deliveries: ids.length },
          'the end of deliveries could not be noted; the sweep asks again',
        )
      }
    }
    noting = null
  }

  return {
    note(id: Id): void {
      waiting.push(id)
      noting ??= noteAll()
    },
    /** Until all that was told is noted, or failed. */
    settled: async (): Promise<void> => {
      await noting
    },
  }
}
