import { Command } from 'commander'
import { Failure } from '../failure.ts'
import { withWiring } from '../with-wiring.server.ts'

const usualSample = '1000'

export function auditCommand(): Command {
  return new Command('audit')
    .description('Compare timelines with Postgres. What is on its way is no difference.')
    .option('--sample <number>', 'how many timelines, by chance', usualSample)
    .option('--repair', 'forget those that are wrong: each is built again when it is read next')
    .addHelpText('after', examples)
    .action(run)
}

const examples = `
Examples:
  npm run admin -- feeds audit
  npm run admin -- feeds audit --sample 100000 --repair

The exit code is 1 when a timeline is wrong and was not repaired. The worker does the same for 500 timelines every ten
minutes, with --repair.`

async function run({ sample, repair = false }: { sample: string; repair?: boolean }, command: Command) {
  if (!/^[1-9]\d{0,8}$/.test(sample))
    command.error(`error: --sample must be a whole number from 1 to 999,999,999, not '${sample}'`)
  const { checked, wrong, repaired, counts, examples } = await withWiring(({ audit }) =>
    audit({ sample: Number(sample), repair }),
  )
  console.log(`Compared ${timelines(checked)} with Postgres: ${wrong === 0 ? 'all right' : `${number(wrong)} wrong`}.`)
  if (wrong === 0) return
  for (const [kind, count] of Object.entries(counts)) console.log(`  ${kind.padEnd(10)} ${number(count)}`)
  console.log('Such as:')
  for (const { feed, kind, id } of examples) console.log(`  ${feed} ${kind} ${id}`)
  if (repaired < wrong)
    throw new Failure('Nothing was changed; --repair forgets what is wrong, so that it is built again')
  console.log(`Forgot ${timelines(repaired)}: each is built again when it is read next.`)
}

const number = (count: number) => count.toLocaleString('en')
const timelines = (count: number) => `${number(count)} ${count === 1 ? 'timeline' : 'timelines'}`
