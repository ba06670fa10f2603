import { expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

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
