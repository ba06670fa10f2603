import { Command } from 'commander'
import { withWiring } from '../with-wiring.server.ts'

export function statsCommand(): Command {
  return new Command('stats')
    .description('How the feeds stand now: timelines, deliveries, queues.')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nExamples:\n  npm run admin -- feeds stats\n  npm run admin -- feeds stats --json')
    .action(run)
}

const sample = 1_000

async function run({ json = false }: { json?: boolean }) {
  const stats = await withWiring(async ({ feedStats, queue, deadLetters }) => ({
    ...(await feedStats({ sample })),
    deadLetters: await deadLetters.count(),
    queues: await queue.inspect(),
  }))
  if (json) return console.log(JSON.stringify(stats))
  const { timelines, undelivered, pulledActors, queues } = stats
  const { oldestMs } = undelivered
  const lines: [string, string][] = [
    ['timelines', number(timelines.count)],
    ['  ids each', `${number(timelines.ids)} on average, of ${number(timelines.sampled)} looked at`],
    ['  memory', `${megabytes(timelines.count * timelines.bytes)}, ${number(timelines.bytes)} bytes each`],
    ['undelivered', `${undelivered.isMore ? 'more than ' : ''}${number(undelivered.count)}${age(oldestMs)}`],
    ['merged at read', `${number(pulledActors)} ${pulledActors === 1 ? 'author' : 'authors'}`],
    ['given-up jobs', number(stats.deadLetters)],
    ...queues.map(({ name, waiting, active, delayed, oldestWaitingMs }): [string, string] => [
      `queue ${name}`,
      `${number(waiting)} waiting${waiting > 0 ? age(oldestWaitingMs) : ''}, ${number(active)} running, ${number(delayed)} put off`,
    ]),
  ]
  for (const [name, value] of lines) console.log(`${name.padEnd(16)} ${value}`)
}

const number = (value: number) => Math.round(value).toLocaleString('en')
const megabytes = (bytes: number) => `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
const age = (ms: number | null) => (ms === null ? '' : `, the oldest for ${number(ms / 1000)} s`)
