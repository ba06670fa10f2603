import { request } from 'node:http'
import { expect, test, vi } from 'vitest'
import { startWeb } from '#test/support/web.ts'

const web = startWeb({ ORIGIN: '' })

test.each([
  '/posts/%E2%82%AC/delete',
  '/posts/..%2f..%2fevil/delete',
  '/posts/%E2%82%AC/reaction',
  '/posts/x/reaction',
])('what is no post is nothing: %s', async (path) => {
  const response = await web().visitor().get(path)
  expect([response.status, response.headers.get('location')]).toEqual([404, null])
})

test('a host with a port that is none', async () => {
  expect((await raw('/explore', { host: 'localhost:99999' })).status).toBe(200)
})

test('an address with the site in it is its path', async () => {
  const answer = await raw('http://localhost/sign-in?redirectTo=%2Fexplore', {})
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('<form')])
  expect((await raw('http://localhost/api/nowhere', {})).status).toBe(404)
  expect((await raw('ftp://localhost/explore', {})).status).toBe(400)
  expect((await raw('*', {})).status).toBe(400)
})

test('a path longer than any page has is refused before anybody looks for its page', async () => {
  const long = '/a'.repeat(3_000)
  expect((await raw(long, {})).status).toBe(414)
  expect((await raw(`/__manifest?version=x&p=${encodeURIComponent(long)}`, {})).status).toBe(414)
})

test('what a visitor got wrong is no failure of ours', async () => {
  const error = vi.spyOn(web().world.log, 'error')
  const visitor = web().visitor()
  const sameSite = { origin: web().address }
  const noForm = await visitor.post('/explore', {}, sameSite)
  expect([noForm.status, noForm.headers.get('content-type')]).toEqual([405, 'text/plain; charset=utf-8'])
  expect(await noForm.text()).not.toContain('routes/')
  expect((await visitor.post('/explore.data', {}, sameSite)).status).toBe(405)
  expect((await visitor.get('/nowhere')).status).toBe(404)
  const old = await visitor.get('/explore?_data=routes%2Fexplore')
  expect([old.status, old.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(error).not.toHaveBeenCalled()
})

/** Sends exactly this, which `fetch` would not. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(web().address, { path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode, body: Buffer.concat(chunks).toString() }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
