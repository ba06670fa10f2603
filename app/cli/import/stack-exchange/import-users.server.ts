import { inBatches } from './batches.ts'
import { batchSize, type Importing, recordsOf } from './importing.ts'
import { leaveOut } from './tally.ts'

/** Everybody in the users file, whether or not they wrote something. */
export async function importUsers(run: Importing): Promise<void> {
  const { dump, people, tally, at, convert, readers } = run
  const records = recordsOf(run, tally.people, dump.rows('Users'), readers.user)
  for await (const batch of inBatches(records, batchSize)) {
    const owners = batch.map((user) => ({
      id: user.id,
      name: user.displayName,
      bio: convert.bio(user),
      since: at(user.createdAt),
    }))
    const { ids, added } = await people.ensure(owners)
    tally.people.alreadyThere += ids.size - added
  }
}

/** Tags need no row of their own here, questions carry them; the file is read so that its faults are known. */
export async function readTags(run: Importing): Promise<void> {
  const { dump, tally, readers } = run
  for await (const _ of recordsOf(run, tally.tags, dump.rows('Tags'), readers.tag)) {
    leaveOut(tally.tags, 'kept as hashtags of the questions')
  }
}
