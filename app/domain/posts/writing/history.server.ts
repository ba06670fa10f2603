import type { EmojiSet } from '#app/domain/emoji/emoji-set.ts'
import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import type { ImageWords } from '#app/domain/media/media-views.ts'
import { type Db, sql } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { maxImportedCharacters } from '../post-rules.ts'
import { segmentText } from '../post-text.ts'
import type { Audience, PersonView, RepliesFrom, VersionView } from '../post-views.ts'
import { withEmoji } from '../views/emoji-segments.ts'
import type { Reading } from '../views/reading.server.ts'

/** Versions on a page: those of an imported post may be long. */
const pageLength = 10

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate' | 'emojiSet'> & { db: Db }
type Query = { postId: Id; viewer: { id: Id } | null; cursor?: string | null }

/** What a post says and said, the newest version first. @throws NotFound when the viewer may not see the post */
export async function readHistory(
  deps: Deps,
  { postId, viewer, cursor }: Query,
): Promise<Page<VersionView> & { author: PersonView }> {
  await deps.sync()
  const reader = await deps.readerOf(viewer?.id ?? null)
  const post = (await deps.hydrate({ ids: [postId], reader, wholeId: postId })).get(postId)
  if (!post) throw new NotFound('That post is gone, or it never was.')
  const before = decodeCursor(cursor)
  const rows = await deps.db.$queryRaw<Row[]>`
    SELECT id, left(text, ${maxImportedCharacters}::int) AS text, warning, lang, images, written_at AS "writtenAt"
    FROM post_revision WHERE post_id = ${postId}::uuid ${before === null ? sql`` : sql`AND id < ${before}::uuid`}
    ORDER BY id DESC LIMIT ${pageLength + 1}`
  const emoji = await deps.emojiSet()
  const older = rows.slice(0, pageLength)
  const last = rows.length > pageLength ? older.at(-1) : undefined
  const { body, warning, lang, editedAt, createdAt } = post
  const images = post.media.map(({ alt, isSensitive }) => ({ alt, isSensitive }))
  const now: VersionView = { body, warning, lang, images, writtenAt: editedAt ?? createdAt }
  return {
    author: post.author,
    items: [...(before === null ? [now] : []), ...older.map((row) => toVersion(row, { emoji, createdAt }))],
    nextCursor: last ? encodeCursor(last.id) : null,
  }
}

type Row = {
  id: Id
  text: string
  warning: string | null
  lang: string | null
  images: ImageWords[] | null
  writtenAt: Date
}

/** With the emoji that its post shows: what was retired since the post was made was there in each of its versions. */
function toVersion(
  { text, warning, lang, images, writtenAt }: Row,
  { emoji, createdAt }: { emoji: EmojiSet; createdAt: string },
): VersionView {
  const body = withEmoji(segmentText(text), emoji, createdAt)
  return { body, warning, lang, images: images ?? [], writtenAt: writtenAt.toISOString() }
}

/** What was written for a post, as its author wrote it. */
export type PostSource = Readonly<{
  text: string
  warning: string | null
  lang: string | null
  repliesFrom: RepliesFrom
  audience: Audience
  replyTo: Readonly<{ id: Id; handle: string }> | null
  /** Null, too, where its author has taken it off. */
  quoteId: Id | null
  /** What it asks, and for how long from when it was posted. */
  poll: Readonly<{ options: readonly string[]; isMultiple: boolean; minutes: number }> | null
  isImported: boolean
}>

/** The viewer's own post, to be edited or written anew. @throws NotFound */
export async function readSource(db: Db, { postId, viewer }: { postId: Id; viewer: { id: Id } }): Promise<PostSource> {
  const [row] = await db.$queryRaw<(Omit<PostSource, 'replyTo'> & { replyToId: Id | null; handle: string | null })[]>`
    SELECT p.text, p.warning, p.lang, p.replies_from AS "repliesFrom", p.audience, p.source_url IS NOT NULL AS "isImported",
      CASE WHEN p.quote_detached_at IS NULL THEN p.quote_id END AS "quoteId",
      (SELECT json_build_object('options', options, 'isMultiple', is_multiple,
        'minutes', round(extract(epoch FROM ends_at - p.created_at) / 60)) FROM poll WHERE post_id = p.id) AS poll,
      p.reply_to_id AS "replyToId", (SELECT handle FROM "user" WHERE id = parent.author_id) AS handle
    FROM post p LEFT JOIN post parent ON parent.id = p.reply_to_id
    WHERE p.id = ${postId}::uuid AND p.author_id = ${viewer.id}::uuid AND p.deleted_at IS NULL`
  if (!row) throw new NotFound('That post is not yours, or it is gone.')
  const { replyToId, handle, ...source } = row
  return { ...source, replyTo: replyToId && handle ? { id: replyToId, handle } : null }
}
