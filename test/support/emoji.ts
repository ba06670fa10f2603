import { Readable } from 'node:stream'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import type { Id } from '#app/lib/id.ts'
import { imageFile } from './images.ts'
import type { World } from './world.ts'

type Given = { file?: Buffer; description?: string; category?: string }

/** Sends an emoji as the admins' form does. */
export async function sendEmoji(
  { emoji }: Pick<World, 'emoji'>,
  viewer: Viewer,
  name: string,
  { file, description = '', category = '' }: Given = {},
): Promise<Id> {
  const bytes = file ?? (await imageFile({ width: 300, height: 200, format: 'png' }))
  const image = { body: Readable.from([bytes], { objectMode: false }), bytes: bytes.length }
  return (await emoji.add({ viewer, input: { name, description, category }, image })).id
}

/** An emoji that may be used. */
export async function readyEmoji(world: World, viewer: Viewer, name: string, given?: Given): Promise<Id> {
  const id = await sendEmoji(world, viewer, name, given)
  await world.drain()
  return id
}
