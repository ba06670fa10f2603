/**
 * The visitor's address: `trusted` of the addresses nearest to us are those of our own proxies, the next one is the
 * visitor's. 0 believes nothing that is forwarded.
 */
export function clientIp(
  { direct, forwarded }: { direct: string; forwarded: string | undefined },
  trusted: number,
): string {
  if (trusted === 0 || !forwarded) return direct
  // The nearest first: us, then the header from its end.
  const addresses = [direct, ...forwarded.split(',').reverse()].map((address) => address.trim())
  return addresses[Math.min(trusted, addresses.length - 1)] || direct
}
