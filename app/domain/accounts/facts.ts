// Names of what is cached about accounts, for the verbs that change it (docs/decisions/010-coherent-cache.md).
import type { Touched } from '#app/lib/cache/cache.ts'
import type { Id } from '#app/lib/id.ts'

export const kinds = { person: 'accounts.person' } as const

/** Who somebody is when they ask: name, role, whether suspended, and which of their sessions live. */
export const personFact = (id: Id): Touched => ({ kind: kinds.person, id })
