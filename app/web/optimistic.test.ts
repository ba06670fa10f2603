import { beforeEach, expect, test, vi } from 'vitest'
import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'

type Request = { wanted: string; answer: (response: Response) => void }
const requests: Request[] = []

beforeEach(() => {
  requests.length = 0
  vi.stubGlobal('fetch', (_: string, { body }: { body: URLSearchParams }) => {
    return new Promise<Response>((answer) => requests.push({ wanted: body.get('to') ?? '', answer }))
  })
})

function light() {
  const { told, change } = createOptimistic<string>()
  const turn = (to: string) => change('lamp', { to, tell: () => send<string>('/lamp', { to }), taken: 'taken' })
  return { shown: () => told.get('lamp'), turn }
}

async function answer(index: number, response: Response) {
  await expect.poll(() => requests.length).toBeGreaterThan(index)
  requests[index]?.answer(response)
}

test('shows at once, and sends the next only when the one before is answered', async () => {
  const { shown, turn } = light()
  const first = turn('on')
  const second = turn('off')
  expect(shown()).toBe('off')
  await expect.poll(() => requests.length).toBe(1)
  await answer(0, Response.json('on'))
  expect(await first).toBe(null)
  expect(shown()).toBe('off')
  await answer(1, Response.json('off'))
  expect(await second).toBe(null)
  expect(shown()).toBe('off')
})

test('of many taps while one is on its way, the last alone is sent', async () => {
  const { turn } = light()
  const all = [turn('a'), turn('b'), turn('c')]
  await answer(0, Response.json('a'))
  await answer(1, Response.json('c'))
  await Promise.all(all)
  expect(requests.map(({ wanted }) => wanted)).toEqual(['a', 'c'])
})

test('what failed goes back to what the server last confirmed, and says so', async () => {
  const { shown, turn } = light()
  const first = turn('on')
  const second = turn('off')
  await answer(0, Response.json('on'))
  await answer(1, new Response('', { status: 502 }))
  expect(await first).toBe(null)
  expect(await second).toBe('taken')
  expect(shown()).toBe('on')
})
