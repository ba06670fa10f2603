import { join } from 'node:path'
import { Command } from 'commander'
import { cloneRoot } from '../clone-root.server.ts'
import { demoLogins, demoSites, loadDemo } from '../demo/load.server.ts'
import { loginsPath } from '../demo/logins-file.server.ts'
import { makeDemo } from '../demo/make.server.ts'
import { importProgress } from '../import/progress.server.ts'
import { withWiring } from '../with-wiring.server.ts'

export function demoCommand(): Command {
  const demo = new Command('demo').description('The community that a new server shows. `npm start` loads it.')
  demo
    .command('load')
    .description('Load it into a database without people. Does nothing when there are any.')
    .action(load)
  demo
    .command('logins')
    .description('Print the people to sign in as: one line of JSON, [] without the demo.')
    .action(logins)
  demo
    .command('make')
    .description('Make prisma/demo afresh from dumps of the beer and coffee sites.')
    .argument('<beer>', 'the folder of the beer dump')
    .argument('<coffee>', 'the folder of the coffee dump')
    .addHelpText('after', '\nExample:\n  node dist/cli.js demo make ~/dumps/beer ~/dumps/coffee')
    .action(make)
  return demo
}

async function load(): Promise<void> {
  const progress = importProgress()
  const isLoaded = await withWiring((wiring) =>
    loadDemo(wiring, { now: new Date(), progress, loginsPath: loginsPath() }),
  ).finally(progress.end)
  console.log(isLoaded ? 'The demo community is here.' : 'There are people here already; the demo is not loaded.')
}

async function logins(): Promise<void> {
  const found = await withWiring((wiring) => demoLogins(wiring, loginsPath()))
  console.log(JSON.stringify(found.map(({ role, handle, email, password }) => ({ role, handle, email, password }))))
}

async function make(beer: string, coffee: string): Promise<void> {
  const folders = { beer, coffee }
  for (const site of demoSites) {
    const made = await makeDemo({ from: folders[site], to: join(cloneRoot(), 'prisma', 'demo', site), now: new Date() })
    console.log(
      `${site}: ${made.questions} questions, ${made.answers} answers, ${made.bytes.toLocaleString('en')} bytes`,
    )
  }
}
