import { Command } from 'commander'
import { importProgress } from '../import/progress.server.ts'
import { runImport } from '../import/stack-exchange/run.server.ts'
import { siteNamed } from '../import/stack-exchange/site.ts'
import { describeTally } from '../import/stack-exchange/tally.ts'
import { withWiring } from '../with-wiring.server.ts'

type Options = { site: string; keepNames?: boolean; shiftTo?: string }

export function importCommand(): Command {
  const imports = new Command('import').description('Bring in what was written elsewhere.')
  imports
    .command('stackexchange')
    .description('Import a folder of a Stack Exchange data dump. Running it again adds nothing twice.')
    .argument('<folder>', 'has Posts, and as you like Users, Comments, Votes and Tags: .xml or .xml.gz')
    .requiredOption('--site <site>', 'which site it is, such as beer or history.meta')
    .option('--keep-names', 'call people as they are called there; otherwise names are invented')
    .option('--shift-to <when>', 'only "now": date everything later, so that the newest post is of today')
    .addHelpText('after', examples)
    .action(importStackExchange)
  return imports
}

const examples = `
Examples:
  npm run import -- stackexchange ~/dumps/beer --site beer
  npm run import -- stackexchange ~/dumps/history.meta --site history.meta --keep-names

The exit code is 1 when something in the dump could not be used; everything else is imported. See docs/import.md.`

async function importStackExchange(folder: string, options: Options, command: Command): Promise<void> {
  const site = siteNamed(options.site)
  if (!site) return command.error(`error: --site must be the name of a site, such as beer, not '${options.site}'`)
  if (options.shiftTo !== undefined && options.shiftTo !== 'now') {
    return command.error(`error: --shift-to must be now, not '${options.shiftTo}'`)
  }
  const { keepNames = false, shiftTo } = options
  const progress = importProgress()
  const tally = await withWiring((wiring) =>
    runImport(wiring, { folder, site, keepNames, shiftToNow: shiftTo === 'now', now: new Date() }, progress),
  ).finally(progress.end)
  console.log(describeTally(tally))
  if (progress.problems() > 0) {
    console.error(`${progress.problems().toLocaleString('en')} problems in the dump; the rest is imported.`)
    process.exitCode = 1
  }
}
