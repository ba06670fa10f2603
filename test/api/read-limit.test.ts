import { expect, test } from 'vitest'
import { startApi } from '#test/support/api.ts'

const api = startApi({ API_READS_PER_MINUTE: '3' })

const read = (cookie = '') => fetch(`${api().address}/feeds/explore`, { headers: { cookie } })

test('an account reads so often in a minute, a network ten times as often, and is told when again', async () => {
  const [{ cookie: ana }, { cookie: ben }] = [await api().signedIn(), await api().signedIn()]
  const statuses = async (times: number, cookie?: string) => {
    const found = []
    for (let n = 0; n < times; n += 1) found.push((await read(cookie)).status)
    return found
  }
  expect(await statuses(4, ana)).toEqual([200, 200, 200, 429])
  expect(await statuses(3, ben)).toEqual([200, 200, 200])
  const refused = await read(ben)
  expect(await refused.json()).toMatchObject({ error: { code: 'RateLimited' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  // All are one network here: 8 were counted.
  expect(await statuses(23)).toEqual([...Array(22).fill(200), 429])
})
