import { expect, test } from 'vitest'
import { z } from 'zod'
import { openForm } from './form.server.ts'

const schema = z.object({
  name: z.string('errors.required').min(1, 'errors.name.empty'),
  age: z.coerce.number().optional(),
})

test('a form that fits', async () => {
  expect(
    await parse([
      ['name', 'Ana'],
      ['extra', 'x'],
    ]),
  ).toEqual({ ok: true, value: { name: 'Ana' } })
})

test('a form that does not fit comes back with what was typed, but no password', async () => {
  expect(
    await parse([
      ['name', ''],
      ['age', 'old'],
      ['newPassword', 'secret'],
      ['password', 'secret'],
    ]),
  ).toEqual({
    ok: false,
    // Zod's own English is no key.
    errors: { name: 'errors.name.empty', age: 'errors.invalid' },
    values: { name: '', age: 'old' },
  })
})

test('a field sent twice is no text', async () => {
  expect(
    await parse([
      ['name', 'a'],
      ['name', 'b'],
    ]),
  ).toMatchObject({ ok: false, errors: { name: 'errors.required' } })
})

test('names that mean something in JavaScript mean nothing here', async () => {
  const parsed = await parse([
    ['name', 'Ana'],
    ['__proto__', 'x'],
    ['constructor', 'x'],
  ])
  expect(parsed).toEqual({ ok: true, value: { name: 'Ana' } })
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
})

test('a body is read when it is asked for, and once', async () => {
  const request = new Request('http://x.test', { method: 'POST', body: new URLSearchParams({ name: 'Ana' }) })
  const form = openForm(request)
  expect(request.bodyUsed).toBe(false)
  expect(await form.values()).toEqual({ name: 'Ana' })
  expect(await form.parse(schema)).toEqual({ ok: true, value: { name: 'Ana' } })
})

test('a body that is no form is refused', async () => {
  const request = new Request('http://x.test', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  const form = openForm(request)
  expect(await form.parse(schema)).toEqual({ ok: false, errors: { form: 'errors.invalid' }, values: {} })
  expect(await form.values()).toEqual({})
})

function parse(fields: [string, string][]) {
  return openForm(new Request('http://x.test', { method: 'POST', body: new URLSearchParams(fields) })).parse(schema)
}
