import { Command } from 'commander'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { withWiring } from '../with-wiring.server.ts'

export function feedsCommand(): Command {
  const feeds = new Command('feeds').description('Look after timelines.')
  feeds
    .command('rebuild')
    .description('Build home timelines afresh from Postgres. Nobody sees a gap meanwhile.')
    .argument('[handles...]', 'whose')
    .option('--all', "everybody's")
    .addHelpText('after', examples)
    .action(rebuild)
  return feeds
}

const examples = `
Examples:
  npm run admin -- feeds rebuild ada grace
  npm run admin -- feeds rebuild --all`

async function rebuild(handles: string[], { all = false }: { all?: boolean }, command: Command) {
  if (all === handles.length > 0) command.error('error: name the handles whose feeds to rebuild, or --all')
  const count = await withWiring(async (wiring) => (all ? rebuildAll(wiring) : rebuildOf(wiring, handles)))
  console.log(`Rebuilt ${count.toLocaleString('en')} home ${count === 1 ? 'timeline' : 'timelines'}.`)
}

async function rebuildOf({ accounts, feeds }: Wiring, handles: readonly string[]): Promise<number> {
  for (const handle of handles) {
    const { person } = await accounts.profile({ handle: handle.replace(/^@/, ''), viewer: null })
    await feeds.duties.rebuild({ feed: homeFeed(person.id) })
  }
  return handles.length
}

async function rebuildAll({ accounts, feeds }: Wiring): Promise<number> {
  let count = 0
  for await (const ids of accounts.allIds()) {
    for (const id of ids) await feeds.duties.rebuild({ feed: homeFeed(id) })
    count += ids.length
  }
  return count
}
