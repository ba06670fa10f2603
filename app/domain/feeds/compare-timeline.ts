import type { Id } from '#app/lib/id.ts'

/** `missing`: not held, though the feed has it. `extra`: held, though the feed has it not. */
export type Difference = Readonly<{ kind: 'missing' | 'extra' | 'twice' | 'disordered'; id: Id }>

/**
 * How a timeline differs from the feed that it is the window of, from the newest entry down to the oldest id held; what
 * lies below, the timeline does not promise.
 * @param held as stored @param entries newest first @param isAll whether the feed has no older entries than these
 */
export function compareTimeline(held: readonly Id[], entries: readonly Id[], isAll: boolean): Difference[] {
  const lowest = held.reduce((low, id) => (id < low ? id : low), held[0] ?? '')
  const known = isAll ? '' : (entries.at(-1) ?? '')
  const floor = known > lowest ? known : lowest
  const [heldOnce, expected] = [new Set(held), new Set(entries)]
  return [
    ...entries.filter((id) => id >= floor && !heldOnce.has(id)).map(difference('missing')),
    ...[...heldOnce].filter((id) => id >= floor && !expected.has(id)).map(difference('extra')),
    ...held.filter((id, at) => held.indexOf(id) !== at).map(difference('twice')),
    ...held.filter((id, at) => id > (held[at - 1] ?? id)).map(difference('disordered')),
  ]
}

const difference = (kind: Difference['kind']) => (id: Id) => ({ kind, id })
