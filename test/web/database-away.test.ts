import { expect, test } from 'vitest'
import { startWeb } from '#test/support/web.ts'

const web = startWeb({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' })

test('a page without Postgres says that it is away, and keeps no stack', async () => {
  const response = await web().visitor().get('/explore')
  expect(response.status).toBe(503)
  const html = await response.text()
  expect(html).toContain('We are briefly away')
  expect(html).not.toMatch(/prisma|127\.0\.0\.1:1|node_modules/i)
})

test('the API without Postgres answers 503 in its own shape', async () => {
  const response = await web().visitor().get('/api/feeds/explore')
  expect(response.status).toBe(503)
  expect(await response.json()).toEqual({ error: { code: 'Unavailable', message: expect.any(String) } })
})

test('a form without Postgres keeps what was typed and says why', async () => {
  const fields = { identifier: 'ana@example.org', password: 'correct horse battery' }
  const response = await web().visitor().post('/sign-in', fields)
  expect(response.status).toBe(503)
  const html = await response.text()
  expect(html).toContain('A part of this site does not answer')
  expect(html).toContain('ana@example.org')
  expect(html).not.toContain('correct horse battery')
})
