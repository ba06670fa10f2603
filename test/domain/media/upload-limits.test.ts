import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { maxUnattached } from '#app/domain/media/media-limits.ts'
import { newId } from '#app/lib/id.ts'
import { consume } from '#app/web/limit.server.ts'
import { limits } from '#app/web/limits.ts'
import { imageFile, readyImage, sendFile } from '#test/support/images.ts'
import { startWorld, type World } from '#test/support/world.ts'

const refusal = { fields: { image: 'errors.media.tooManyUnattached' } }

const world: World = startWorld({ MEDIA_QUOTA_MB: '1' })

/** Rows of images that are there already. */
async function fill(ownerId: string, count: number, row: { bytes: number; postId?: string }) {
  const all = Array.from({ length: count }, () => ({ id: newId(), key: newId().replaceAll('-', '') }))
  const common = { ownerId, kind: 'post', state: 'ready', createdAt: new Date(), ...row }
  await world.db.media.createMany({ data: all.map((one) => ({ ...one, ...common })) })
}

test('who has sent many images without posting them waits', async () => {
  const ana = await world.person('ana')
  await fill(ana.id, maxUnattached, { bytes: 1 })
  await expect(sendFile(world, ana, await imageFile())).rejects.toMatchObject(refusal)
})

test('images that are sent at once are counted as many', async () => {
  const ana = await world.person('ana')
  await fill(ana.id, maxUnattached - 3, { bytes: 1 })
  const file = await imageFile({ width: 9, height: 9 })
  const sent = await Promise.allSettled(Array.from({ length: 12 }, () => sendFile(world, ana, file)))
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
})

test('images that drafts and scheduled posts name are not among those; what nobody names any more is', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  await fill(ana.id, maxUnattached, { bytes: 1 })
  const ids = (await world.db.media.findMany({ where: { ownerId: ana.id }, select: { id: true } })).map(({ id }) => id)
  const input = (named: string[]) => ({ clientKey: newId(), version: 0, fields: draftOf(named) })
  const file = await imageFile({ width: 9, height: 9 })
  // Somebody else's draft says nothing about them.
  await world.drafts.save({ viewer: bo, input: input(ids) })
  await expect(sendFile(world, ana, file)).rejects.toMatchObject(refusal)
  // Two drafts that name the same, and one that waits for its time.
  await world.drafts.save({ viewer: ana, input: input(ids.slice(0, 2)) })
  await world.drafts.save({ viewer: ana, input: input(ids.slice(1, 2)) })
  const publishAt = new Date(Date.now() + 3_600_000)
  const waits = await world.scheduled.schedule({
    viewer: ana,
    input: { ...input(ids.slice(2, 6)), publishAt, postCount: 1 },
  })
  for (let n = 0; n < 6; n += 1) await sendFile(world, ana, file)
  await expect(sendFile(world, ana, file)).rejects.toMatchObject(refusal)
  await world.drafts.remove({ viewer: ana, draftId: waits.id })
  await world.db.media.deleteMany({ where: { id: { in: ids.slice(6, 9) } } })
  await expect(sendFile(world, ana, file), 'one more than may be').rejects.toMatchObject(refusal)
})

test('a draft speaks for as many images as a thread has', async () => {
  const ana = await world.person('ana')
  await fill(ana.id, 2 * maxUnattached, { bytes: 1 })
  const ids = (
    await world.db.media.findMany({ where: { ownerId: ana.id }, select: { id: true }, orderBy: { id: 'desc' } })
  ).map(({ id }) => id)
  await world.drafts.save({ viewer: ana, input: { clientKey: newId(), version: 0, fields: draftOf(ids) } })
  await expect(sendFile(world, ana, await imageFile())).rejects.toMatchObject(refusal)
  await world.db.media.delete({ where: { id: ids[0] ?? '' } })
  await sendFile(world, ana, await imageFile())
})

/** The first image with the first post, the others with the next one. */
function draftOf([first, ...others]: string[]) {
  const named = (ids: (string | undefined)[]) => ids.map((id) => ({ id, alt: '', focus: [50, 50] }))
  return { media: JSON.stringify(named([first])), thread: JSON.stringify([{ text: 'x', media: named(others) }]) }
}

test('who has no room left is told so; somebody else has theirs', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  await fill(ana.id, 1, { bytes: 999_000, postId: newId() })
  await expect(sendFile(world, ana, await imageFile())).rejects.toMatchObject({
    fields: { image: 'errors.media.quota' },
  })
  expect(await readyImage(world, bo)).toBeDefined()
})

test('the 1,001st upload of a day is refused', async () => {
  const { times, windowS } = limits.upload.account
  expect([times, windowS]).toEqual([1000, 24 * 3600])
  const account = newId()
  for (let n = 0; n < times; n += 1) expect(await consume(world.limiter, 'upload', { account })).toBe(0)
  expect(await consume(world.limiter, 'upload', { account })).toBeGreaterThan(0)
})

test('on a full disk an upload is refused with that reason, nothing of it stays, and posts go on', async ({ skip }) => {
  const ana = await world.person('ana')
  const disk = world.env.MEDIA_PATH
  mkdirSync(disk, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96k', 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    return skip('no disk of its own may be mounted here')
  }
  try {
    const count = await world.db.media.count()
    const full = Buffer.concat([await imageFile(), Buffer.alloc(200_000)])
    await expect(sendFile(world, ana, full)).rejects.toMatchObject({ fields: { image: 'errors.media.full' } })
    expect(await world.db.media.count()).toBe(count)
    // Room for what is sent, and not for what is made of it.
    const { id } = await sendFile(world, ana, await imageFile({ width: 400, height: 400 }))
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${disk}/ballast`, 'bs=1k', 'count=96'], { stdio: 'ignore' })
    } catch {
      // It is full now.
    }
    await world.drain()
    expect(await world.media.state({ mediaId: id, viewer: ana })).toMatchObject({ state: 'failed', failure: 'full' })
    await world.post(ana, 'words need no room for images')
    expect(await world.home(ana)).toEqual(['words need no room for images'])
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})
