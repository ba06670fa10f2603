import { expect, test } from 'vitest'
import { eachAtOnce } from './each-at-once.ts'

test('all are done, begun in order, so many at once and no more', async () => {
  const begun: number[] = []
  let [running, most] = [0, 0]
  await eachAtOnce(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
    begun.push(item)
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
  })
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect([running, most]).toEqual([0, 3])
  await eachAtOnce(3, [], () => Promise.reject(new Error('nothing to do')))
})

test('after a failure no more is begun, and what was begun has ended', async () => {
  const [begun, ended]: [number[], number[]] = [[], []]
  const work = async (item: number) => {
    begun.push(item)
    if (item === 1) throw new Error('broken')
    await new Promise((resolve) => setImmediate(resolve))
    ended.push(item)
  }
  await expect(eachAtOnce(2, [1, 2, 3, 4, 5], work)).rejects.toThrow('broken')
  expect([begun, ended]).toEqual([[1, 2], [2]])
})
