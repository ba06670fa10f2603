import { isIPv6 } from 'node:net'

/**
 * What an address counts as: itself for IPv4, its /64 for IPv6, because one household or one server
 * is given a whole /64 and could use another address for every request.
 */
export function networkOf(address: string): string {
  const plain = address.split('%', 1)[0] ?? address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (mapped) return mapped
  if (!isIPv6(plain)) return plain
  return `${expand(plain).slice(0, 4).join(':')}::/64`
}

/** The eight groups of an IPv6 address, lower case, without leading zeros. */
function expand(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groupCount(before) - groupCount(after))
  return [...before, ...Array<string>(missing).fill('0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''))
}

/** A dotted last group (`::1.2.3.4`) stands for two. */
function groupCount(groups: readonly string[]): number {
  return groups.reduce((count, group) => count + (group.includes('.') ? 2 : 1), 0)
}
