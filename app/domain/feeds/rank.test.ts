import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { apart, type Candidate, orderOf } from './rank.ts'

function candidate(actorId: string, likes: number): Candidate {
  const id = newId()
  return { at: id, entries: [{ id, actorId, verb: 'post', objectId: id }], ageMs: 0, features: { likes } }
}
const byLikes = { candidates: 10, score: ({ features }: Candidate) => features.likes ?? 0 }
const actorOf = ({ entries }: Candidate) => entries[0]?.actorId ?? ''
const names = (list: readonly Candidate[]) => list.map((one) => `${actorOf(one)}${one.features.likes}`).join(' ')

test('the higher score is above, of equals the newer', () => {
  const list = [candidate('a', 1), candidate('b', 3), candidate('c', 1)]
  expect(names(orderOf(list, byLikes, []))).toBe('b3 c1 a1')
})

test('guards come after the scores, one after the other', () => {
  const list = [candidate('a', 3), candidate('a', 2), candidate('a', 1), candidate('b', 0)]
  const withoutOnes = (ordered: readonly Candidate[]) => ordered.filter(({ features }) => features.likes !== 1)
  expect(names(orderOf(list, byLikes, [withoutOnes, apart(actorOf, 1)]))).toBe('a3 b0 a2')
})

test('who says much is put apart while there are others, and none is lost', () => {
  const list = [5, 4, 3, 2].map((likes) => candidate('a', likes)).concat(candidate('b', 1))
  expect(names(apart(actorOf, 2)(orderOf(list, byLikes, [])))).toBe('a5 a4 b1 a3 a2')
})
