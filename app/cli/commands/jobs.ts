import { Command } from 'commander'
import { IdSchema } from '#app/lib/id-schema.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { Failure } from '../failure.ts'
import { withWiring } from '../with-wiring.server.ts'

const usualLimit = 50

export function jobsCommand(): Command {
  const jobs = new Command('jobs').description('Look after jobs that were given up.')
  jobs
    .command('list')
    .description('List the jobs that were given up, the last first.')
    .option('--limit <number>', `how many at most (default: ${usualLimit})`)
    .option('--json', 'one JSON object a line, with payload and times')
    .addHelpText('after', '\nExamples:\n  npm run admin -- jobs list\n  npm run admin -- jobs list --limit 500 --json')
    .action(list)
  jobs
    .command('replay')
    .description('Let jobs run again.')
    .argument('[id]', 'which, as `jobs list` names it')
    .option('--all', 'all that were given up until now, the first first')
    .addHelpText('after', replayExamples)
    .action(replay)
  jobs
    .command('discard')
    .description('Give a job up for good. Home feeds then have its post from Postgres.')
    .argument('<id>', 'which, as `jobs list` names it')
    .addHelpText('after', '\nExample:\n  npm run admin -- jobs discard 01900000-0000-7000-8000-000000000001')
    .action(discard)
  return jobs
}

const replayExamples = `
Examples:
  npm run admin -- jobs replay 01900000-0000-7000-8000-000000000001
  npm run admin -- jobs replay --all

The exit code is 1 when a job could not be replayed, such as one that this version does not know.`

type List = { limit?: string; json?: boolean }
type Letter = Awaited<ReturnType<Wiring['deadLetters']['list']>>['letters'][number]

async function list({ limit = String(usualLimit), json = false }: List, command: Command) {
  if (!/^[1-9]\d{0,5}$/.test(limit))
    command.error(`error: --limit must be a whole number from 1 to 999,999, not '${limit}'`)
  const { letters, count } = await withWiring(async ({ deadLetters }) => ({
    letters: (await deadLetters.list({ cursor: null, limit: Number(limit) })).letters,
    count: await deadLetters.count(),
  }))
  for (const letter of letters) console.log(json ? JSON.stringify(letter) : describe(letter))
  if (!json) console.log(count === 0 ? 'No job was given up.' : `${wasOrWere(count)} given up.`)
}

function describe({ id, name, key, deaths, error, firstDiedAt, diedAt, isDead }: Letter): string {
  const times = `${deaths === 1 ? 'died' : `died ${deaths} times since ${firstDiedAt.toISOString()}, last`} ${diedAt.toISOString()}`
  return `${id}  ${name}  ${key}\n  ${times}${isDead ? '' : ' (lost; it is tried again)'}\n  ${firstLine(error)}\n`
}

const firstLine = (text: string) => text.split('\n', 1)[0]?.slice(0, 200)
const wasOrWere = (count: number) => (count === 1 ? '1 job was' : `${count.toLocaleString('en')} jobs were`)

async function replay(id: string | undefined, { all = false }: { all?: boolean }, command: Command) {
  if (all === (id !== undefined)) command.error('error: name the job to replay, or --all')
  if (id !== undefined) {
    const known = idOf(id, command)
    await withWiring(({ deadLetters }) => deadLetters.replay({ id: known }))
    return console.log('The job runs again.')
  }
  const { replayed, refused } = await withWiring(({ deadLetters }) => deadLetters.replayAll())
  console.log(`${replayed.toLocaleString('en')} ${replayed === 1 ? 'job runs' : 'jobs run'} again.`)
  if (refused > 0) throw new Failure(`${refused.toLocaleString('en')} could not be replayed by this version`)
}

async function discard(id: string, _: unknown, command: Command) {
  const known = idOf(id, command)
  await withWiring(({ deadLetters }) => deadLetters.discard({ id: known }))
  console.log('The job is discarded.')
}

function idOf(text: string, command: Command) {
  const id = IdSchema.safeParse(text)
  return id.success ? id.data : command.error(`error: the id must be one that \`jobs list\` names, not '${text}'`)
}
