import { expect, test } from 'vitest'
import { isPublicAddress, isPublicName } from './public-address.ts'

test.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001:80e::200e'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test.each([
  ...['127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ...['100.64.0.1', '0.0.0.0', '0.1.2.3', '255.255.255.255', '224.0.0.1', '240.0.0.1', '192.0.0.8', '192.0.2.1'],
  ...['198.18.0.1', '198.51.100.1', '203.0.113.1', '192.88.99.1'],
  ...['::', '::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '100::1', '2001:db8::1'],
  ...['3fff::1', '5f00::1', '4000::1', '2001:2::1', '2001:20::1'],
  // IPv4 within IPv6.
  ...['::7f00:1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '64:ff9b:1::7f00:1'],
  ...['2002:7f00:1::', '2001:0:7f00:1::'],
  // Other ways to write an address.
  ...['2130706433', '017700000001', '0x7f000001', '127.1', '0177.0.0.1', '0x8.8.8.8', '134744072', '8.8.2056'],
  ...['', 'example.org', '1.2.3.4.5', '１２７.0.0.1'],
])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))

test('names that networks keep for themselves are no public names', () => {
  for (const name of ['example.org', 'example.org.', 'internal.example.org', 'xn--bcher-kva.example'])
    expect(isPublicName(name), name).toBe(true)
  for (const name of [
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'redis',
    'metadata.google.internal',
    'x.local',
  ])
    expect(isPublicName(name), name).toBe(false)
})
