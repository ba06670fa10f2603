import { expect, test } from 'vitest'
import { clientIp } from './client-ip.ts'

const ip = (forwarded: string | undefined, trusted: number) => clientIp({ direct: '10.0.0.1', forwarded }, trusted)

test('nothing that is forwarded is believed without a proxy of our own', () => {
  expect(ip('1.1.1.1', 0)).toBe('10.0.0.1')
  expect(ip(undefined, 0)).toBe('10.0.0.1')
})

test('the address in front of our own proxies is the visitor', () => {
  expect(ip('6.6.6.6, 1.1.1.1', 1)).toBe('1.1.1.1')
  expect(ip('6.6.6.6,1.1.1.1 , 10.0.0.2', 2)).toBe('1.1.1.1')
})

test('with fewer addresses than proxies, it is the furthest', () => {
  expect(ip('1.1.1.1', 3)).toBe('1.1.1.1')
  expect(ip(undefined, 3)).toBe('10.0.0.1')
  expect(ip('', 1)).toBe('10.0.0.1')
})
