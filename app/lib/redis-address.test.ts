import { expect, test } from 'vitest'
import { addressesOf, areAddresses } from './redis-address.ts'

test('one address is one server', () => {
  expect(addressesOf('redis://:a%20b@cache.example:6380/3')).toEqual({
    seeds: [{ host: 'cache.example', port: 6380 }],
    login: { password: 'a b' },
  })
})

test('several are nodes of a cluster, with the login and TLS of the first', () => {
  expect(addressesOf('rediss://me:secret@one.example, rediss://two.example:7000,redis://[::1]:7001')).toEqual({
    seeds: [
      { host: 'one.example', port: 6379 },
      { host: 'two.example', port: 7000 },
      { host: '::1', port: 7001 },
    ],
    login: { username: 'me', password: 'secret', tls: {} },
  })
})

test('what is no address of Redis is refused', () => {
  expect(areAddresses('redis://localhost')).toBe(true)
  for (const text of ['', 'x', 'localhost:6379', 'http://localhost', 'redis://', 'redis://one,', 'redis://one,two']) {
    expect(areAddresses(text), text).toBe(false)
  }
})
