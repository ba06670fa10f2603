import autocannon from 'autocannon'

export type Request = Readonly<{ path: string; headers: Readonly<Record<string, string>> }>
export type Load = Readonly<{ perSecond: number; p50Ms: number; p99Ms: number }>

const connections = 16

/** Asks for these in turn on 16 connections for so many seconds. @throws Error when an answer is not a good one */
export async function load(url: string, requests: readonly Request[], seconds: number): Promise<Load> {
  const result = await autocannon({ url, connections, duration: seconds, requests })
  const { errors, non2xx, duration, latency } = result
  if (errors > 0 || non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} answers that are not 2xx`)
  return { perSecond: result.requests.total / duration, p50Ms: latency.p50, p99Ms: latency.p99 }
}
