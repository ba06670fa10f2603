import { type Sent, undone } from './send.ts'
import { createStore, type Store } from './store.ts'

/**
 * Values that are shown as the viewer wants them before the server knows. `told` holds what to show.
 * Requests of one key are sent one after the other, for two on the way may be applied in the other order.
 */
export function createOptimistic<Value>(): Optimistic<Value> {
  const told = createStore<Value>()
  const confirmed = new Map<string, Value>()
  const lines = new Map<string, { turn: symbol; done: Promise<unknown> }>()

  async function change(key: string, { to, tell, taken }: Change<Value>): Promise<string | null> {
    const turn = Symbol(key)
    const isLatest = () => lines.get(key)?.turn === turn
    const before = lines.get(key)?.done
    const waitAndTell = async (earlier: Promise<unknown>) => {
      await earlier
      // Whoever changed their mind while waiting wants the last state alone.
      return isLatest() ? tell() : null
    }
    const answer = before === undefined ? tell() : waitAndTell(before)
    lines.set(key, { turn, done: answer })
    told.set(key, to)
    const sent = await answer
    if (sent?.ok) confirmed.set(key, sent.data)
    if (!sent || !isLatest()) return null
    lines.delete(key)
    told.set(key, confirmed.get(key))
    return sent.ok ? null : undone(sent.message, taken)
  }

  return { told, change }
}

type Change<Value> = {
  /** What is shown at once. */
  to: Value
  /** Asks the server for it; never throws. */
  tell: () => Promise<Sent<Value>>
  /** The i18n key of what to say when it is taken back and the server gave no reason. */
  taken: string
}

type Optimistic<Value> = {
  told: Store<Value>
  /** @returns an i18n key when it failed and what the server last confirmed is shown again; else null */
  change: (key: string, change: Change<Value>) => Promise<string | null>
}
