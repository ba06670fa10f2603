import { expect, test } from 'vitest'
import { requireFacts } from '#app/lib/cache/facts.ts'
import { newId } from '#app/lib/id.ts'
import { authorFact, countsFact, ownFact, postFact, standingFact } from './facts.ts'

test('each fact about the same id has a name of its own, which a cache takes', () => {
  const id = newId()
  const facts = [postFact, countsFact, authorFact, ownFact, standingFact].map((fact) => fact(id))
  requireFacts(facts)
  expect(new Set(facts.map(({ kind }) => kind)).size).toBe(facts.length)
})
