import { expect, test } from 'vitest'
import { coalesce, coalesceByKey } from './coalesce.ts'

/** Work that ends when told to, run by run. */
function manualWork() {
  const runs: { end: (result: string) => void; fail: (error: Error) => void }[] = []
  const work = () => new Promise<string>((end, fail) => runs.push({ end, fail }))
  return { runs, work }
}

test('everybody gets a run that began after they asked, one at a time', async () => {
  const { runs, work } = manualWork()
  const ask = coalesce(work)
  const [first, second, third] = [ask(), ask(), ask()]
  expect(runs).toHaveLength(1)
  runs[0]?.end('one')
  expect(await first).toBe('one')
  expect(runs).toHaveLength(2)
  const fourth = ask()
  runs[1]?.end('two')
  expect(await Promise.all([second, third])).toEqual(['two', 'two'])
  runs[2]?.end('three')
  expect(await fourth).toBe('three')
  const fifth = ask()
  expect(runs).toHaveLength(4)
  runs[3]?.end('four')
  expect(await fifth).toBe('four')
})

test('a run that fails is that of its callers only', async () => {
  const { runs, work } = manualWork()
  const ask = coalesce(work)
  const [first, second] = [ask(), ask()]
  runs[0]?.fail(new Error('broken'))
  await expect(first).rejects.toThrow('broken')
  runs[1]?.end('two')
  expect(await second).toBe('two')
})

test('work that throws at once is no end', async () => {
  const ask = coalesce(() => {
    throw new Error('broken')
  })
  await expect(Promise.all([ask(), ask()])).rejects.toThrow('broken')
  await expect(ask()).rejects.toThrow('broken')
})

test('those who ask for the same share runs, those who ask for another do not wait for them', async () => {
  const [one, other] = [manualWork(), manualWork()]
  const ask = coalesceByKey<string>()
  const answers = [ask('one', one.work), ask('one', one.work), ask('one', one.work), ask('other', other.work)]
  expect([one.runs.length, other.runs.length]).toEqual([1, 1])
  one.runs[0]?.end('a')
  expect(await answers[0]).toBe('a')
  one.runs[1]?.end('b')
  other.runs[0]?.fail(new Error('broken'))
  await expect(answers[3]).rejects.toThrow('broken')
  expect(await Promise.all(answers.slice(0, 3))).toEqual(['a', 'b', 'b'])
  const later = manualWork()
  const again = ask('one', later.work)
  later.runs[0]?.end('c')
  expect(await again).toBe('c')
})
