import { expect, test } from 'vitest'
import { userFeed } from '#app/domain/feeds/declarations.ts'
import { DraftInput } from '#app/domain/posts/drafts/draft-rules.ts'
import { ScheduleInput } from '#app/domain/posts/drafts/schedule-rules.ts'
import { createScheduled } from '#app/domain/posts/drafts/scheduled.server.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
const hourMs = 3600_000

type Fields = Readonly<Record<string, string>>

function save(viewer: { id: string }, fields: Fields) {
  return world.drafts.save({ viewer, input: DraftInput.parse(fields) })
}

async function textsOf(viewer: { id: string }): Promise<(string | undefined)[]> {
  return (await world.drafts.all({ viewer })).map(({ fields }) => fields.text)
}

/** The clock of scheduled posts, `hours` from now. */
function later(hours: number) {
  const now = () => new Date(Date.now() + hours * hourMs)
  return createScheduled({ db: world.db, log: world.log, posts: world.posts, now })
}

async function schedule(viewer: { id: string }, fields: Fields, hours = 1) {
  const publishAt = new Date(Date.now() + hours * hourMs).toISOString()
  const input = ScheduleInput.parse({ clientKey: newId(), ...fields, publishAt })
  return world.scheduled.schedule({ viewer, input })
}

async function posted(author: { id: string }): Promise<string[]> {
  return (await world.posts.feed({ feed: userFeed(author.id), viewer: author })).items.map(textOf)
}

test('a draft is kept with all of its fields, and saving it again is the same draft', async () => {
  const [ana, clientKey] = [await world.person('ana'), newId()]
  const fields = { text: 'half a thou', audience: 'followers', card: 'off', replyToId: newId(), replyToHandle: 'bo' }
  const first = await save(ana, { clientKey, ...fields })
  expect(first).toEqual({ clientKey, version: 1 })
  expect(await save(ana, { clientKey, version: '1', ...fields, text: 'half a thought' })).toEqual({
    clientKey,
    version: 2,
  })
  const [draft, ...others] = await world.drafts.all({ viewer: ana })
  expect([draft?.fields, draft?.version, others]).toEqual([{ ...fields, text: 'half a thought' }, 2, []])
  expect(await world.drafts.all({ viewer: ana, context: fields.replyToId })).toHaveLength(1)
  expect(await world.drafts.all({ viewer: ana, context: 'home' })).toEqual([])
})

test('what two devices wrote is kept twice: the older save becomes a second draft', async () => {
  const [ana, clientKey] = [await world.person('ana'), newId()]
  await save(ana, { clientKey, text: 'begun' })
  await save(ana, { clientKey, version: '1', text: 'begun, and went on by phone' })
  const second = await save(ana, { clientKey, version: '1', text: 'begun, and went on at the desk' })
  expect([second.clientKey === clientKey, second.version]).toEqual([false, 1])
  expect((await textsOf(ana)).sort()).toEqual(['begun, and went on at the desk', 'begun, and went on by phone'])
  await save(ana, { clientKey: second.clientKey, version: '1', text: 'the desk goes on' })
  expect(await textsOf(ana)).toEqual(['the desk goes on', 'begun, and went on by phone'])
})

test('twenty saves at once lose nothing', async () => {
  const [ana, clientKey] = [await world.person('ana'), newId()]
  await Promise.all(Array.from({ length: 20 }, (_, n) => save(ana, { clientKey, text: `text ${n}` })))
  expect(new Set(await textsOf(ana)).size).toBe(20)
})

test('an emptied draft goes, unless it was changed elsewhere', async () => {
  const [ana, clientKey] = [await world.person('ana'), newId()]
  await save(ana, { clientKey, text: 'a' })
  await save(ana, { clientKey, version: '1', text: 'ab' })
  expect(await save(ana, { clientKey, version: '1', text: ' ' })).toEqual({ clientKey, version: 2 })
  expect(await textsOf(ana)).toEqual(['ab'])
  expect(await save(ana, { clientKey, version: '2', text: '' })).toEqual({ clientKey, version: 0 })
  expect(await textsOf(ana)).toEqual([])
})

test('a draft goes when it is posted, and a save that was slower than the post brings nothing back', async () => {
  const [ana, clientKey] = [await world.person('ana'), newId()]
  await save(ana, { clientKey, text: 'done' })
  await world.posts.create({ author: ana, input: { text: 'done', clientKey } })
  expect(await textsOf(ana)).toEqual([])
  expect(await save(ana, { clientKey, version: '1', text: 'done' })).toEqual({ clientKey, version: 0, isPosted: true })
  expect(await textsOf(ana)).toEqual([])
})

test("somebody else's draft is not there, whatever one knows of it", async () => {
  const [ana, bo, clientKey] = [await world.person('ana'), await world.person('bo'), newId()]
  await save(ana, { clientKey, text: 'mine' })
  const [draft] = await world.drafts.all({ viewer: ana })
  const draftId = draft?.id ?? ''
  const asked = { viewer: bo, draftId }
  for (const verb of [world.drafts.require, world.drafts.remove, world.scheduled.publishNow])
    await expect(verb(asked)).rejects.toMatchObject({ name: 'NotFound' })
  await save(bo, { clientKey, text: 'of bo' })
  expect([await textsOf(ana), await textsOf(bo)]).toEqual([['mine'], ['of bo']])
})

test('there are 100 drafts at most, and one too many is refused aloud', async () => {
  const ana = await world.person('ana')
  for (let n = 0; n < 100; n += 1) await save(ana, { clientKey: `draft-number-${n}`, text: `${n}` })
  await expect(save(ana, { clientKey: 'draft-number-100', text: 'x' })).rejects.toMatchObject({
    fields: { form: 'errors.draft.tooMany' },
  })
  expect(await save(ana, { clientKey: 'draft-number-1', version: '1', text: 'changed' })).toMatchObject({ version: 2 })
})

test('fields that are none are left out, and what is too much is refused', () => {
  const clientKey = newId()
  expect(
    DraftInput.parse({ clientKey, text: 'a\0b', 'odd name!': 'x', publishAt: 'soon', list: ['a', 'b'], empty: '' }),
  ).toEqual({
    ...{ clientKey, version: 0, fields: { text: 'ab' } },
  })
  expect(DraftInput.safeParse({ clientKey, text: 'x'.repeat(60_001) }).success).toBe(false)
  expect(
    DraftInput.safeParse({ clientKey, ...Object.fromEntries(Array.from({ length: 61 }, (_, n) => [`f${n}`, 'x'])) })
      .success,
  ).toBe(false)
  expect(DraftInput.safeParse({ clientKey: 'short', text: 'x' }).success).toBe(false)
})

test('a scheduled post is published at its time, once, whoever publishes and however often', async () => {
  const ana = await world.person('ana')
  await schedule(ana, { text: 'at ten', audience: 'followers' }, 2)
  await later(1).publishDue()
  expect(await posted(ana)).toEqual([])
  // After downtime, too.
  await Promise.all(Array.from({ length: 5 }, () => later(50).publishDue()))
  expect(await posted(ana)).toEqual(['at ten'])
  await later(60).publishDue()
  expect(await posted(ana)).toEqual(['at ten'])
  expect(await world.scheduled.scheduled({ viewer: ana })).toEqual([])
})

test('a scheduled post is changed, put off, posted now or deleted', async () => {
  const ana = await world.person('ana')
  const { clientKey, id } = await schedule(ana, { text: 'first' }, 1)
  expect((await schedule(ana, { clientKey, text: 'second' }, 5)).id).toBe(id)
  await later(2).publishDue()
  expect(await posted(ana)).toEqual([])
  // Saved by the way, it does not change what waits.
  await save(ana, { clientKey, version: '2', text: 'half a chan' })
  expect((await world.scheduled.scheduled({ viewer: ana })).map(({ fields }) => fields.text)).toEqual(['second'])
  await world.scheduled.publishNow({ viewer: ana, draftId: id })
  const deleted = await schedule(ana, { text: 'never' })
  await world.drafts.remove({ viewer: ana, draftId: deleted.id })
  await later(9).publishDue()
  expect(await posted(ana)).toEqual(['second'])
})

test('what became impossible meanwhile is kept with the reason, and is posted when it is mended', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  const replyToId = await world.post(bo, 'question')
  const { clientKey } = await schedule(ana, { text: 'answer', replyToId, replyToHandle: bo.handle })
  await world.posts.remove({ postId: replyToId, viewer: bo })
  const other = await schedule(bo, { text: 'of bo' })
  await world.safety.suspend({ handle: bo.handle, by: 'operator' })
  await later(2).publishDue()
  expect((await world.scheduled.scheduled({ viewer: ana })).map(({ problem }) => problem)).toEqual([
    'errors.schedule.gone',
  ])
  expect((await world.scheduled.scheduled({ viewer: bo })).map(({ problem, id }) => [problem, id])).toEqual([
    ['errors.suspended', other.id],
  ])
  await schedule(ana, { clientKey, text: 'no answer any more' })
  await later(2).publishDue()
  expect(await posted(ana)).toEqual(['no answer any more'])
})

test('a scheduled answer that its author is not let give says so', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  const replyToId = await world.post(bo, 'question')
  await schedule(ana, { text: 'answer', replyToId, replyToHandle: bo.handle })
  await world.posts.edit({ postId: replyToId, viewer: bo, input: { text: 'question', repliesFrom: 'followers' } })
  await later(2).publishDue()
  expect((await world.scheduled.scheduled({ viewer: ana })).map(({ problem }) => problem)).toEqual([
    'errors.schedule.replies',
  ])
})

test('posts that fail again and again hold up none that are due after them', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  for (let n = 0; n < 100; n += 1) await schedule(ana, { text: `doomed ${n}` }, 1)
  await schedule(bo, { text: 'of bo' }, 2)
  const create: typeof world.posts.create = async (command) => {
    if (command.input.text.startsWith('doomed')) throw new Error('always')
    return world.posts.create(command)
  }
  const now = () => new Date(Date.now() + 3 * hourMs)
  const { publishDue } = createScheduled({ db: world.db, log: world.log, posts: { create }, now })
  await expect(publishDue()).rejects.toThrow('always')
  expect(await posted(bo)).toEqual(['of bo'])
  expect(await world.scheduled.scheduled({ viewer: ana })).toHaveLength(100)
  await world.db.draft.deleteMany({ where: { ownerId: ana.id } })
})

test('a draft that was scheduled while it was posted goes at its time, and is no second post', async () => {
  const [ana, clientKey] = [await world.person('ana'), newId()]
  const { id } = await schedule(ana, { clientKey, text: 'once' })
  const row = await world.db.draft.findUniqueOrThrow({ where: { id } })
  await world.posts.create({ author: ana, input: { clientKey, text: 'once' } })
  await world.db.draft.create({ data: { ...row, fields: { text: 'once' } } })
  await later(2).publishDue()
  expect(await posted(ana)).toEqual(['once'])
  expect(await world.scheduled.scheduled({ viewer: ana })).toEqual([])
})

test('times and posts that are none are refused at once, as is one too many', async () => {
  const ana = await world.person('ana')
  for (const hours of [-1, 0, 24 * 366])
    await expect(schedule(ana, { text: 'x' }, hours), `${hours}`).rejects.toMatchObject({ name: 'Invalid' })
  const publishAt = new Date(Date.now() + hourMs).toISOString()
  const refused = [
    { text: ' ', publishAt },
    { text: 'x'.repeat(501), publishAt },
    { text: 'x', publishAt: 'soon' },
    { text: 'x', publishAt, audience: 'nobody' },
  ]
  for (const fields of refused) expect(ScheduleInput.safeParse({ clientKey: newId(), ...fields }).success).toBe(false)
  expect(ScheduleInput.parse({ clientKey: newId(), text: 'x', publishAt: '2030-01-02T03:04' }).publishAt).toEqual(
    new Date('2030-01-02T03:04:00Z'),
  )
  for (let n = 0; n < 100; n += 1) await schedule(ana, { text: `${n}` })
  await expect(schedule(ana, { text: 'x' })).rejects.toMatchObject({ fields: { form: 'errors.schedule.tooMany' } })
})
