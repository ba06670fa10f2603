import { timeOfId } from '#app/lib/id.ts'
import type { Entry, Filter } from './types.ts'

/** Whether an entry is what a filter asks for, as far as the entry tells: to whom it is addressed only the ledger knows. */
export function fits({ id, actorId, verb }: Entry, filter: Filter | undefined): boolean {
  if (!filter) return true
  const { verbs, actorIds, from, to } = filter
  if ((verbs && !verbs.includes(verb)) || (actorIds && !actorIds.includes(actorId))) return false
  const ms = timeOfId(id)
  return (!from || ms >= from.getTime()) && (!to || ms < to.getTime())
}
