import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { createVoterPool, drawVoters } from './voter-pool.ts'

const ids = Array.from({ length: 50 }, () => newId())

test('the pool is the same whatever the order, and bounded', () => {
  const [there, back] = [createVoterPool(10), createVoterPool(10)]
  for (const id of ids) there.add(`key ${id}`, id)
  for (const id of [...ids].reverse()) back.add(`key ${id}`, id)
  expect(there.list()).toHaveLength(10)
  expect(there.list()).toEqual(back.list())
})

test('nobody votes twice or for themselves, and votes that come later draw the others', () => {
  for (const authorId of [...ids.slice(0, 5), newId()]) {
    const post = { id: newId(), authorId }
    const all = drawVoters(ids, post, { count: 100, except: new Set() })
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(ids.includes(authorId) ? 49 : 50)
    expect(all).not.toContain(authorId)
    const first = drawVoters(ids, post, { count: 3, except: new Set() })
    expect(first).toEqual(all.slice(0, 3))
    expect(drawVoters(ids, post, { count: 2, except: new Set(first) })).toEqual(all.slice(3, 5))
  }
})

test('without people nobody votes', () => {
  const post = { id: newId(), authorId: newId() }
  expect(drawVoters([], post, { count: 3, except: new Set() })).toEqual([])
})
