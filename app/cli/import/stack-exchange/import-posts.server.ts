import { derivedId, type Id } from '#app/lib/id.ts'
import { inBatches } from './batches.ts'
import { digestOf } from './digest.ts'
import { batchSize, fault, type Importing, recordsOf } from './importing.ts'
import { keyOf, type Owner } from './people.server.ts'
import type { Row } from './read-rows.server.ts'
import type { Written } from './records.ts'
import { sourceKey, sourceUrl } from './site.ts'
import { type Counts, leaveOut } from './tally.ts'

/** A record on its way to becoming a post. `parentKey` names what it answers. */
type Draft = Readonly<{ record: Written; key: string; url: string; text: string; parentKey: string | null }>
type Reply = Readonly<{ authorId: Id; parent: Parent; createdAt: Date }>
type Parent = Readonly<{ id: Id; rootId: Id | null; authorId: Id }>

/** Questions become posts. */
export async function importQuestions(run: Importing): Promise<void> {
  const { readers, tally, site, convert } = run
  const records = recordsOf(run, tally.questions, questionRows(run), readers.question)
  await importDrafts(run, tally.questions, records, (record) => ({
    record,
    key: sourceKey(site, 'post', record.id),
    url: sourceUrl.question(site, record.id),
    text: convert.question(record),
    parentKey: null,
  }))
}

/** Answers become replies to their questions, which are all here by now wherever they stand in the file. */
export async function importAnswers(run: Importing): Promise<void> {
  const { readers, tally, site, convert } = run
  const records = recordsOf(run, tally.answers, answerRows(run), readers.answer)
  await importDrafts(run, tally.answers, records, (record) => ({
    record,
    key: sourceKey(site, 'post', record.id),
    url: sourceUrl.answer(site, record.id),
    text: convert.answer(record),
    parentKey: sourceKey(site, 'post', record.parentId),
  }))
}

/** Comments become replies to the question or answer that they stand under. */
export async function importComments(run: Importing): Promise<void> {
  const { dump, readers, tally, site, convert } = run
  const records = recordsOf(run, tally.comments, dump.rows('Comments'), readers.comment)
  await importDrafts(run, tally.comments, records, (record) => ({
    record,
    key: sourceKey(site, 'comment', record.id),
    url: sourceUrl.comment(site, record.id, record.parentId),
    text: convert.comment(record),
    parentKey: sourceKey(site, 'post', record.parentId),
  }))
}

/** Rows that are neither questions nor answers are counted here, in the first of two readings. */
async function* questionRows(run: Importing): AsyncGenerator<Row> {
  const { otherPosts } = run.tally
  for await (const row of run.dump.rows('Posts')) {
    const type = row.fields.PostTypeId
    if (type === '1') yield row
    if (type === '1' || type === '2') continue
    otherPosts.read += 1
    if (type === undefined) fault(run, otherPosts, row, 'PostTypeId is missing')
    else leaveOut(otherPosts, 'neither a question nor an answer')
  }
}

async function* answerRows(run: Importing): AsyncGenerator<Row> {
  for await (const row of run.dump.rows('Posts')) if (row.fields.PostTypeId === '2') yield row
}

async function importDrafts<Record extends Written>(
  run: Importing,
  counts: Counts,
  records: AsyncIterable<Record>,
  toDraft: (record: Record) => Draft,
): Promise<void> {
  for await (const batch of inBatches(records, batchSize)) await importBatch(run, counts, batch.map(toDraft))
}

/** A batch is one transaction, and what others need of it comes first: a run that ends half-way can be run again. */
async function importBatch(run: Importing, counts: Counts, drafts: readonly Draft[]): Promise<void> {
  const parents = await findParents(run, drafts)
  const distinct = [...new Map(drafts.map((draft) => [draft.key, draft])).values()]
  const usable = distinct.filter((draft) => isUsable(run, counts, draft, parents))
  const owners = new Map(usable.map(({ key, record }) => [key, ownerOf(run, record)]))
  const { ids } = await run.people.ensure([...owners.values()])

  const replies: Reply[] = []
  const posts = usable.flatMap(({ key, url, text, parentKey }) => {
    const owner = owners.get(key)
    const authorId = owner && ids.get(keyOf(run.site, owner))
    if (!authorId) return []
    const parent = parentKey === null ? undefined : parents.get(parentKey)
    const createdAt = owner.since
    if (parent) replies.push({ authorId, parent, createdAt })
    const thread = { replyToId: parent?.id ?? null, rootId: parent ? (parent.rootId ?? parent.id) : null }
    return [
      { sourceKey: key, id: derivedId(createdAt, digestOf(key)), authorId, text, sourceUrl: url, createdAt, ...thread },
    ]
  })
  if (posts.length === 0) return
  const { added } = await run.target.posts.importMany({ posts })
  counts.added += added
  counts.alreadyThere += posts.length - added + drafts.length - distinct.length
  await followParents(run, replies)
}

async function findParents({ target }: Importing, drafts: readonly Draft[]): Promise<ReadonlyMap<string, Parent>> {
  const keys = new Set(drafts.flatMap(({ parentKey }) => parentKey ?? []))
  return keys.size === 0 ? new Map() : target.posts.findImported({ keys: [...keys] })
}

function isUsable(
  run: Importing,
  counts: Counts,
  { record, text, parentKey }: Draft,
  parents: ReadonlyMap<string, Parent>,
) {
  if (text === '') fault(run, counts, record.row, 'its text is empty')
  else if (parentKey !== null && !parents.has(parentKey))
    fault(run, counts, record.row, 'it answers a post that is not here')
  else return true
  return false
}

function ownerOf({ at }: Importing, { ownerId, ownerName, createdAt }: Written): Owner {
  return { id: ownerId, name: ownerName, since: at(createdAt) }
}

/** People follow those whom they answered. */
async function followParents({ target, tally }: Importing, replies: readonly Reply[]): Promise<void> {
  const follows = replies
    .map(({ authorId, parent, createdAt }) => ({ followerId: authorId, followeeId: parent.authorId, createdAt }))
    .filter(({ followerId, followeeId }) => followerId !== followeeId)
  const pairs = new Map(follows.map((follow) => [`${follow.followerId} ${follow.followeeId}`, follow]))
  if (pairs.size === 0) return
  const { added } = await target.feeds.followMany({ follows: [...pairs.values()] })
  tally.follows.added += added
}
