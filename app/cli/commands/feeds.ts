import { Command } from 'commander'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { withWiring } from '../with-wiring.server.ts'
import { auditCommand } from './feeds-audit.ts'
import { statsCommand } from './feeds-stats.ts'

export function feedsCommand(): Command {
  const feeds = new Command('feeds').description('Look after timelines.')
  feeds
    .command('rebuild')
    .description('Build home timelines afresh from Postgres. Nobody sees a gap meanwhile.')
    .argument('[handles...]', 'whose')
    .option('--all', "everybody's: each is forgotten now, and built when it is read next")
    .addHelpText('after', examples)
    .action(rebuild)
  feeds.addCommand(auditCommand())
  feeds.addCommand(statsCommand())
  return feeds
}

const examples = `
Examples:
  npm run admin -- feeds rebuild ada grace
  npm run admin -- feeds rebuild --all`

async function rebuild(handles: string[], { all = false }: { all?: boolean }, command: Command) {
  if (all === handles.length > 0) command.error('error: name the handles whose feeds to rebuild, or --all')
  if (all) {
    const count = await withWiring(forgetAll)
    return console.log(`Forgot the home timelines of ${people(count)}: each is built again when it is read next.`)
  }
  const count = await withWiring((wiring) => rebuildOf(wiring, handles))
  console.log(`Rebuilt the home timelines of ${people(count)}.`)
}

const people = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`

async function rebuildOf({ accounts, feeds }: Wiring, handles: readonly string[]): Promise<number> {
  for (const handle of handles) {
    const { person } = await accounts.profile({ handle: handle.replace(/^@/, ''), viewer: null })
    await feeds.duties.rebuild({ feed: homeFeed(person.id) })
  }
  return handles.length
}

/** Most people of a large server, imported ones among them, read nothing today: their timelines can wait. */
async function forgetAll({ accounts, feeds }: Wiring): Promise<number> {
  let count = 0
  for await (const owners of accounts.allIds()) {
    await feeds.duties.forget({ owners })
    count += owners.length
  }
  return count
}
