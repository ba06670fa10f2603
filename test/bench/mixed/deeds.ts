import { z } from 'zod'
import { textOf } from '../texts.ts'
import { chance } from './arrivals.ts'

/** Whom and what the requests of a mixed load are about; sent to the process that asks over HTTP. */
export const Cast = z.object({
  people: z.array(z.object({ id: z.string(), handle: z.string(), name: z.string(), cookie: z.string() })),
  /** Of recent posts, to react to. */
  postIds: z.array(z.string()),
  members: z.number(),
})
export type Cast = z.infer<typeof Cast>
export type Person = Cast['people'][number]

export type Deed =
  | Readonly<{ do: 'post'; text: string }>
  | Readonly<{ do: 'react'; postId: string }>
  | Readonly<{ do: 'follow'; handle: string }>

/** Who comes at this turn, by chance. */
export function personOf({ people }: Cast, turn: number): Person {
  return picked(people, chance(turn, 3))
}

/** Of ten writes seven are posts; the rest are reactions and follows. */
export function deedOf({ postIds, members }: Cast, turn: number, by: Person): Deed {
  const which = chance(turn, 4)
  if (which < 0.7) return { do: 'post', text: `${textOf(turn % 1000)} ${turn}` }
  if (which < 0.85) return { do: 'react', postId: picked(postIds, chance(turn, 5)) }
  const handle = `member_${Math.floor(chance(turn, 6) * members)}`
  return { do: 'follow', handle: handle === by.handle ? 'member_0' : handle }
}

function picked<Item>(items: readonly Item[], share: number): Item {
  const item = items[Math.floor(share * items.length)]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}
