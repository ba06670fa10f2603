import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Command } from 'commander'
import { EmojiInput } from '#app/domain/emoji/emoji-rules.ts'
import type { AdminEmoji } from '#app/domain/emoji/emoji-views.ts'
import errors from '#app/locales/en/errors.json' with { type: 'json' }
import type { Wiring } from '#app/wiring.server.ts'
import { Failure } from '../failure.ts'
import { withWiring } from '../with-wiring.server.ts'

export function emojiCommand(): Command {
  const emoji = new Command('emoji').description('Look after the emoji that this site has beside everybody’s.')
  emoji
    .command('list')
    .description('List them, those that are retired last.')
    .option('--json', 'one JSON object a line')
    .action(list)
  described(emoji.command('add'))
    .description('Add one. Members can use it at once.')
    .argument('<name>', 'what is written between colons: 2 to 30 letters a to z, digits and _')
    .argument('<file>', 'its image: JPEG, PNG, WebP, AVIF or GIF, 256 KB at most')
    .requiredOption('--by <handle>', 'the admin who adds it')
    .addHelpText('after', '\nExample:\n  npm run admin -- emoji add party_parrot parrot.png --by ada --category Birds')
    .action(add)
  described(emoji.command('edit'))
    .description('Rename or describe one. Posts with its old name go on showing it.')
    .argument('<name>', 'which')
    .option('--name <name>', 'its new name')
    .addHelpText(
      'after',
      '\nExample:\n  npm run admin -- emoji edit party_parrot --name parrot --description "A parrot"',
    )
    .action(edit)
  emoji
    .command('retire')
    .description('Nobody can use it anew; where it was used it is still shown.')
    .argument('<name>', 'which')
    .action((name: string) => setRetired(name, true))
  emoji
    .command('bring-back')
    .description('Undo that.')
    .argument('<name>', 'which')
    .action((name: string) => setRetired(name, false))
  return emoji
}

function described(command: Command): Command {
  return command
    .option('--description <text>', 'what it shows: 200 characters at most')
    .option('--category <text>', 'those of one category stand together: 40 characters at most')
}

type Described = { description?: string; category?: string }

async function list({ json = false }: { json?: boolean }) {
  const all = await withWiring(({ emoji }) => emoji.list())
  for (const each of all) console.log(json ? JSON.stringify(each) : describe(each))
  if (!json && all.length === 0) console.log('There are none yet.')
}

function describe({ name, category, description, state, failure, isRetired }: AdminEmoji): string {
  const notes = [isRetired ? 'retired' : '', state === 'waiting' ? 'its image is being prepared' : '', failure ?? '']
  return [`:${name}:`, category, description, ...notes].filter(Boolean).join('  ')
}

async function add(name: string, file: string, { by, ...given }: Described & { by: string }) {
  const input = EmojiInput.parse({ name, ...given })
  const { size: bytes } = await stat(file).catch((error: unknown) => {
    throw new Failure(`${file} cannot be read`, { cause: error })
  })
  await withWiring(async ({ accounts, emoji, media }) => {
    const viewer = await accounts.findAdmin({ handle: by })
    const { id, mediaId } = await emoji.add({ viewer, input, image: { body: createReadStream(file), bytes } })
    // Here and now, so that what is said is true. The worker finds it done.
    await media.duties.process({ mediaId })
    const added = (await emoji.list()).find((each) => each.id === id)
    if (added?.failure) throw new Failure(`:${input.name}: is added, without an image. ${errors.media[added.failure]}`)
  })
  console.log(`:${input.name}: can be used now.`)
}

async function edit(name: string, { name: to, ...given }: Described & { name?: string }, command: Command) {
  if (to === undefined && Object.keys(given).length === 0) command.error('error: say what is to change')
  const changed = await withWiring(async (wiring) => {
    const { id, ...now } = await findEmoji(wiring, name)
    const { description, category } = now
    const input = EmojiInput.parse({ name: to ?? now.name, description, category, ...given })
    await wiring.emoji.edit({ emojiId: id, input })
    return input
  })
  console.log(`:${changed.name}: is changed.`)
}

async function setRetired(name: string, isRetired: boolean) {
  await withWiring(async (wiring) => {
    const { id } = await findEmoji(wiring, name)
    await wiring.emoji.setRetired({ emojiId: id, isRetired })
  })
  console.log(`:${bare(name)}: ${isRetired ? 'is retired' : 'can be used again'}.`)
}

async function findEmoji({ emoji }: Wiring, name: string): Promise<AdminEmoji> {
  const found = (await emoji.list()).find((each) => each.name === bare(name))
  if (!found) throw new Failure(`No emoji is called :${bare(name)}:`)
  return found
}

const bare = (name: string) => name.replace(/^:|:$/g, '').toLowerCase()
