import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address belongs to the public internet: global unicast and set aside for nothing else. What is not known
 * to be is not, so no list of bad ranges can miss one. Forms that carry an IPv4 address inside an IPv6 one (mapped,
 * compatible, NAT64, 6to4, Teredo) are none: they could lead to any of them.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // IPv4 that is written in full: Postgres and Redis of this machine answer to 127.1 as well.
  if (parsed.kind() === 'ipv4') return ipaddr.IPv4.isValidFourPartDecimal(address)
  // Only 2000::/3 is given out; the library calls all that it has no name for unicast.
  return (parsed.toByteArray()[0] ?? 0) >> 5 === 1
}

/** Names that networks use for themselves, whatever they stand for here. */
const privateNames = ['localhost', 'internal', 'local', 'lan', 'home.arpa', 'localdomain', 'intranet', 'corp', 'home']

/** Whether a host's name can be one of the public internet: it has a dot, and no ending that networks keep for themselves. */
export function isPublicName(host: string): boolean {
  const name = host.replace(/\.$/, '').toLowerCase()
  return name.includes('.') && !privateNames.some((ending) => name === ending || name.endsWith(`.${ending}`))
}
