import { exploreFeed } from '#app/domain/feeds/declarations.ts'
import { derivedId, type Id } from '#app/lib/id.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { digestOf } from '../import/stack-exchange/digest.ts'
import { applause, cast, lines, type Member } from './cast.ts'
import type { Login } from './logins-file.server.ts'

const hourMs = 3_600_000
/** The newest posts of the community, in whose authors everybody is interested. */
const lookedAt = 300

type Seated = Readonly<{ member: Member; id: Id }>

/** Brings the three people into the loaded community: follows both ways, what they say, how it is liked. */
export async function seatCast(
  wiring: Wiring,
  { logins, now }: { logins: readonly Login[]; now: Date },
): Promise<void> {
  const seated = cast.flatMap((member): Seated[] => {
    const login = logins.find(({ handle }) => handle === member.handle)
    return login ? [{ member, id: login.id }] : []
  })
  const lively = await findLively(wiring)
  await befriend(wiring, seated, lively, now)
  await speak(wiring, seated, lively, now)
}

/** The authors of the newest posts, those with the most posts first. */
async function findLively({ posts }: Wiring): Promise<Id[]> {
  const counts = new Map<Id, number>()
  let cursor: string | null = null
  for (let seen = 0; seen < lookedAt; ) {
    const page: Awaited<ReturnType<typeof posts.feed>> = await posts.feed({
      feed: exploreFeed(),
      viewer: null,
      cursor,
      limit: 100,
    })
    for (const { author } of page.items) counts.set(author.id, (counts.get(author.id) ?? 0) + 1)
    seen += page.items.length
    cursor = page.nextCursor
    if (cursor === null) break
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id)
}

async function befriend(
  { feeds }: Wiring,
  seated: readonly Seated[],
  lively: readonly Id[],
  createdAt: Date,
): Promise<void> {
  const own = new Set(seated.map(({ id }) => id))
  const strangers = lively.filter((id) => !own.has(id))
  const follows = seated.flatMap(({ member, id: self }) => [
    ...[...own].filter((id) => id !== self).map((id) => ({ followerId: self, followeeId: id, createdAt })),
    ...strangers.slice(0, member.follows).map((id) => ({ followerId: self, followeeId: id, createdAt })),
    ...strangers.slice(-member.followers).map((id) => ({ followerId: id, followeeId: self, createdAt })),
  ])
  await feeds.followMany({ follows })
}

async function speak({ posts }: Wiring, seated: readonly Seated[], lively: readonly Id[], now: Date): Promise<void> {
  const keyOf = (index: number) => `demo:line:${index}`
  // A load that was broken off said some of it, some time ago.
  const there = await posts.findImported({ keys: lines.map((_, index) => keyOf(index)) })
  const written = lines.map((line, index) => {
    const sourceKey = keyOf(index)
    const createdAt = there.get(sourceKey)?.createdAt ?? new Date(now.getTime() - line.hoursAgo * hourMs)
    return { ...line, sourceKey, id: derivedId(createdAt, digestOf(sourceKey)), createdAt }
  })
  const threadOf = (line: (typeof written)[number]) => {
    const parent = line.answers === undefined ? undefined : written[line.answers]
    let root = parent
    while (root?.answers !== undefined) root = written[root.answers]
    return { replyToId: parent?.id ?? null, rootId: root?.id ?? null }
  }
  const said = written.flatMap((line) => {
    const author = seated.find(({ member }) => member.handle === line.by)?.id
    if (!author) return []
    const { sourceKey, id, text, createdAt } = line
    return [{ sourceKey, id, authorId: author, text, sourceUrl: null, createdAt, ...threadOf(line) }]
  })
  await posts.importMany({ posts: said })
  const reactions = said.flatMap(({ id: postId, createdAt }, index) => {
    const many = lively.slice(index, index + 3 + ((index * 5) % 11))
    return many.map((userId, place) => ({
      postId,
      userId,
      kind: applause[(index + place) % applause.length] ?? 'like',
      createdAt,
    }))
  })
  await posts.reactMany({ reactions })
}
