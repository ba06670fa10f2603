import { createConverter } from './convert.ts'
import { type Dump, type DumpFile, openDump } from './dump.server.ts'
import { importAnswers, importComments, importQuestions } from './import-posts.server.ts'
import { importCommentScores, importPostScores } from './import-reactions.server.ts'
import { importUsers, readTags } from './import-users.server.ts'
import { importVotes } from './import-votes.server.ts'
import type { Importing, Target } from './importing.ts'
import { newestTime } from './newest-time.server.ts'
import { createPeople } from './people.server.ts'
import type { Problem } from './problem.ts'
import { createRecordReaders, type RecordReaders } from './records.ts'
import type { Site } from './site.ts'
import { createTally, type Tally } from './tally.ts'

export type ImportOptions = Readonly<{
  folder: string
  site: Site
  /** People keep the names that they have on the site. Otherwise names are invented. */
  keepNames: boolean
  /** Everything is dated so much later that the newest post is a little older than `now`. */
  shiftToNow: boolean
  now: Date
}>

/** Told while an import runs. */
export type Progress = Readonly<{
  stage(name: string, totalBytes: number): void
  bytes(count: number): void
  problem(problem: Problem): void
}>

/** How long before now the newest post is, when times are shifted. */
const agoMs = 3 * 60_000

/**
 * Imports a dump folder. Each stage reads its file from the start to the end in batches, so memory does not grow with
 * the dump; what a later stage needs of an earlier one it looks up. docs/import.md explains the order.
 * @throws Error when there is no such folder; whatever the servers throw when they fail. What is there stays.
 */
export async function runImport(target: Target, options: ImportOptions, progress: Progress): Promise<Tally> {
  const { folder, site, keepNames, now } = options
  const tally = createTally()
  const dump = await openDump(folder, { report: progress.problem, onBytes: progress.bytes })
  if (!dump.has('Posts')) progress.problem({ file: 'Posts.xml', line: 0, message: 'the file is missing' })
  const readers = createRecordReaders({ now })
  if (options.shiftToNow) progress.stage('times', dump.size('Posts') + dump.size('Comments'))
  const shiftMs = options.shiftToNow ? await shiftOf({ dump, readers, now }) : 0
  const run: Importing = {
    site,
    dump,
    readers,
    convert: createConverter(site),
    people: createPeople({ accounts: target.accounts, site, keepNames, tally }),
    target,
    tally,
    report: progress.problem,
    at: (time) => new Date(time.getTime() + shiftMs),
    now,
  }
  for (const { name, file, work } of stages(run)) {
    if (!dump.has(file)) continue
    progress.stage(name, dump.size(file))
    await work(run)
  }
  return tally
}

type Stage = Readonly<{ name: string; file: DumpFile; work: (run: Importing) => Promise<void> }>

/** People before posts, posts before their replies, all of them before what was thought of them. */
function stages({ dump }: Importing): Stage[] {
  return [
    { name: 'people', file: 'Users', work: importUsers },
    { name: 'questions', file: 'Posts', work: importQuestions },
    { name: 'answers', file: 'Posts', work: importAnswers },
    { name: 'comments', file: 'Comments', work: importComments },
    dump.has('Votes')
      ? { name: 'votes', file: 'Votes', work: (run) => importVotes(run) }
      : { name: 'scores of posts', file: 'Posts', work: importPostScores },
    { name: 'scores of comments', file: 'Comments', work: importCommentScores },
    { name: 'tags', file: 'Tags', work: readTags },
  ]
}

async function shiftOf({ dump, readers, now }: { dump: Dump; readers: RecordReaders; now: Date }): Promise<number> {
  const newest = await newestTime({ dump, readers })
  return newest ? now.getTime() - agoMs - newest.getTime() : 0
}
