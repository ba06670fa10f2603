import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findPort } from '#bin/lib/ports.mjs'
import { startRedis } from '#bin/lib/redis.mjs'
import { findRedis } from '#bin/lib/redis-binary.mjs'
import { askRedis } from '#bin/lib/resp.mjs'
import { until } from './until.ts'

const masters = 3
const slots = 16_384

/** A Redis Cluster of three masters, of one test file's own. Ends with `await using`, or `end`. */
export async function startRedisCluster() {
  const folder = await mkdtemp(path.join(tmpdir(), 'cluster-'))
  const nodes = await Promise.all(Array.from({ length: masters }, (_, at) => startNode(folder, at)))
  const urls = nodes.map(({ url }) => url)
  await join(nodes)

  async function end(): Promise<void> {
    await Promise.all(
      nodes.map(async ({ child }) => {
        const exited = once(child, 'exit')
        child.kill('SIGKILL')
        await exited
      }),
    )
    await rm(folder, { recursive: true, force: true })
  }
  return {
    /** As REDIS_URL takes it. Two of the three: the third is found by them. */
    url: urls.slice(0, 2).join(','),
    urls,
    /** Refusals of all nodes together, by kind (`MOVED`), and by command (`evalsha`). */
    async errors(): Promise<{ kinds: Map<string, number>; commands: Map<string, number> }> {
      const [kinds, commands] = [new Map<string, number>(), new Map<string, number>()]
      const add = (to: Map<string, number>, name: string, count: number) => to.set(name, (to.get(name) ?? 0) + count)
      for (const url of urls) {
        const answers = await askRedis(url, [
          ['INFO', 'errorstats'],
          ['INFO', 'commandstats'],
        ])
        const [errors = '', stats = ''] = answers.map(String)
        for (const [, kind = '', count] of errors.matchAll(/errorstat_(\w+):count=(\d+)/g))
          add(kinds, kind, Number(count))
        const line = /cmdstat_([^:]+):.*rejected_calls=(\d+),failed_calls=(\d+)/g
        for (const [, name = '', rejected, failed] of stats.matchAll(line)) {
          add(commands, name, Number(rejected) + Number(failed))
        }
      }
      return { kinds, commands }
    },
    /** Commands of this name that each node has run. */
    async calls(name: string): Promise<number[]> {
      const answers = await Promise.all(urls.map((url) => askRedis(url, [['INFO', 'commandstats']])))
      return answers.map(([text]) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(String(text))?.[1] ?? 0))
    },
    end,
    [Symbol.asyncDispose]: end,
  }
}

type Node = Awaited<ReturnType<typeof startNode>>

async function startNode(folder: string, at: number) {
  const dir = path.join(folder, String(at))
  const busPort = await findPort(undefined)
  const settings = ['cluster-enabled yes', `cluster-port ${busPort}`, 'cluster-announce-ip 127.0.0.1']
  const options = { ...(await findRedis()), dir, log: `${dir}.log`, password: 'x', isDurable: false, settings }
  return { ...(await startRedis(options)), busPort }
}

/** By commands: `redis-cli` is not everywhere. */
async function join(nodes: readonly Node[]): Promise<void> {
  for (const [at, { url }] of nodes.entries()) {
    const [from, to] = [at, at + 1].map((part) => Math.floor((part * slots) / masters))
    await askRedis(url, [
      ['CLUSTER', 'SET-CONFIG-EPOCH', String(at + 1)],
      ['CLUSTER', 'ADDSLOTSRANGE', String(from), String((to ?? slots) - 1)],
      ...nodes.slice(0, at).map(({ port, busPort }) => ['CLUSTER', 'MEET', '127.0.0.1', String(port), String(busPort)]),
    ])
  }
  const isJoined = async ({ url }: Node) => {
    const [info, known] = await askRedis(url, [
      ['CLUSTER', 'INFO'],
      ['CLUSTER', 'SLOTS'],
    ])
    return /cluster_state:ok/.test(String(info)) && Array.isArray(known) && known.length === masters
  }
  await until(async () => ((await Promise.all(nodes.map(isJoined))).every(Boolean) ? true : null), {
    withinMs: 30_000,
    everyMs: 100,
  })
}
