import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRenderImage } from '#app/domain/media/render-image.server.ts'
import { imageFile } from '#test/support/images.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-render-'))
  await writeFile(path.join(folder, 'original'), await imageFile({ width: 3000, height: 2000, format: 'png' }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const order = () => ({ folder, kind: 'post' as const, focus: [50, 50] as const })

test('a process that takes too long is ended, and nothing else', async () => {
  expect(await createRenderImage({ maxMemoryKib: 600 * 1024, maxMs: 50 })(order())).toEqual({ failure: 'tooHeavy' })
})

// By the system's own limit, which Linux has.
test.runIf(process.platform === 'linux')(
  'a process that takes too much memory is refused it, and nothing else is',
  async () => {
    const large = await mkdtemp(path.join(tmpdir(), 'tributary-render-'))
    const side = 4_000
    const flat = sharp({ create: { width: side, height: side, channels: 3, background: '#cde' } })
    await writeFile(path.join(large, 'original'), await flat.avif({ effort: 0 }).toBuffer())
    const made = await createRenderImage({ maxMemoryKib: 300 * 1024, maxMs: 30_000 })({ ...order(), folder: large })
    expect(made).toEqual({ failure: 'tooHeavy' })
    expect(await createRenderImage()({ ...order(), folder: large })).toMatchObject({ width: 2048, height: 2048 })
    await rm(large, { recursive: true })
  },
)

test('it knows nothing of the process that started it', async () => {
  process.env.SECRET_OF_THE_TEST = 'not to be told'
  const made = await createRenderImage()(order())
  delete process.env.SECRET_OF_THE_TEST
  expect(made).toMatchObject({ width: 2048, height: 1365 })
  expect((await readdir(folder)).sort()).toEqual([
    'large.avif',
    'large.webp',
    'medium.avif',
    'medium.webp',
    'original',
    'small.avif',
    'small.webp',
  ])
})
