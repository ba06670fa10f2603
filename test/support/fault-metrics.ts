export const metricsToken = 'a token for tests that is long enough'

/** What a process counted since it was started, under a name of its metrics; 0 while it is dead. */
export async function metricOf({ metricsAddress }: { metricsAddress: string }, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${metricsToken}` }
  const response = await fetch(metricsAddress, { headers }).catch(() => null)
  const text = (await response?.text().catch(() => '')) ?? ''
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.split(' ')[1] ?? 0)
}
