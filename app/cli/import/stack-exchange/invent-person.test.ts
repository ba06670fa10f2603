import { expect, test } from 'vitest'
import { Handle } from '#app/domain/accounts/account-rules.ts'
import { inventPerson } from './invent-person.ts'

const beer = { name: 'beer', url: 'https://beer.stackexchange.com' }
const coffee = { name: 'coffee', url: 'https://coffee.stackexchange.com' }

test('the same number of a site is always the same person, of another site another', () => {
  expect(inventPerson(beer, 7)).toEqual(inventPerson(beer, 7))
  expect(inventPerson(beer, 7).name).not.toBe(inventPerson(coffee, 7).name)
})

test('no two numbers of a site share a handle, and every handle is one that people could have', () => {
  const handles = Array.from({ length: 150_000 }, (_, id) => inventPerson(beer, id).handle)
  expect(new Set(handles).size).toBe(handles.length)
  for (const handle of handles.slice(0, 2_000)) expect(Handle.parse(handle)).toBe(handle)
})

test('those without a number have a name as well', () => {
  for (const who of [-1, 'user39', 'someone'])
    expect(Handle.parse(inventPerson(beer, who).handle)).toMatch(/^[a-z]+_[a-z]+$/)
})
