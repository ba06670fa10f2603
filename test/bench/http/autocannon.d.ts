// The part of autocannon that the benches use; it brings no types.
declare module 'autocannon' {
  type Options = {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    requests: readonly { path: string; headers: Readonly<Record<string, string>> }[]
  }
  type Result = {
    requests: { total: number }
    /** Milliseconds. */
    latency: { p50: number; p99: number }
    duration: number
    errors: number
    non2xx: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
