import { type MediaRow, mediaOfPost, toMediaView } from '#app/domain/media/media-rows.server.ts'
import type { MediaView } from '#app/domain/media/media-views.ts'
import { type Db, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { PollFact } from '../polls/poll-view.ts'
import type { PostFact } from '../post-facts.ts'
import { maxImportedCharacters, maxPostCharacters, maxPostUnits } from '../post-rules.ts'
import { segmentText } from '../post-text.ts'
import { type Segment, toAudience } from '../post-views.ts'
import { foldBody } from './fold.ts'

/** Characters of an imported post that a list reads. What is written here is at most `maxPostUnits`, and read whole. */
const maxListed = 1_200

type Row = Omit<PostFact, 'body' | 'isFolded' | 'createdAt' | 'editedAt' | 'replyTo' | 'quote' | 'poll' | 'media'> & {
  id: Id
  text: string
  isCut: boolean
  createdAt: Date
  editedAt: Date | null
  parentId: Id | null
  parentAuthorId: Id | null
  quoteId: Id | null
  quoteAuthorId: Id | null
  isDetached: boolean
  poll: PollRow | null
  media: readonly MediaRow[] | null
}

/** Posts that are not deleted, by id, their links found and folded: no page looks for them again. One query. */
export async function loadPosts(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, PostFact>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, p.author_id AS "authorId", p.audience, shown.text, p.warning, p.lang, p.replies_from AS "repliesFrom",
      array(SELECT user_id FROM mention WHERE post_id = p.id ORDER BY user_id) AS mentioned,
      octet_length(p.text) > octet_length(shown.text) AS "isCut", p.created_at AS "createdAt", p.edited_at AS "editedAt",
      p.source_url AS "sourceUrl", p.card_key AS "cardKey", p.root_id AS "rootId", p.day_ordinal AS "dayOrdinal", parent.id AS "parentId", parent.author_id AS "parentAuthorId",
      quote.id AS "quoteId", quote.author_id AS "quoteAuthorId", p.quote_detached_at IS NOT NULL AS "isDetached",
      ${mediaOfPost} AS media,
      (SELECT json_build_object('options', options, 'isMultiple', is_multiple, 'endsAt', ends_at, 'isOver', ended_at IS NOT NULL)
        FROM poll WHERE post_id = p.id) AS poll,
      EXISTS (SELECT 1 FROM pin WHERE post_id = p.id) AS "isPinned"
    FROM post p
    CROSS JOIN LATERAL (
      SELECT left(p.text, CASE WHEN p.source_url IS NULL THEN ${maxPostUnits}::int ELSE ${maxListed}::int END) AS text
    ) shown
    LEFT JOIN post parent ON parent.id = p.reply_to_id
    LEFT JOIN post quote ON quote.id = p.quote_id
    WHERE p.id = ANY(${uuids(ids)}) AND p.deleted_at IS NULL`
  return new Map(rows.map((row) => [row.id, toPostFact({ ...row, media: row.media?.map(toMediaView) })]))
}

/** As JSON: the time is in Postgres' own words. */
type PollRow = PollFact

type Parts = Omit<Row, 'id' | 'media'> & { media?: readonly MediaView[] }

const noMedia: readonly MediaView[] = Object.freeze([])

/** `isCut`: the text goes on. */
export function toPostFact({
  authorId,
  audience,
  mentioned,
  warning,
  lang,
  repliesFrom,
  text,
  isCut,
  createdAt,
  editedAt,
  sourceUrl,
  cardKey,
  rootId,
  dayOrdinal,
  parentId,
  parentAuthorId,
  quoteId,
  quoteAuthorId,
  isDetached,
  poll,
  isPinned,
  media = noMedia,
}: Parts): PostFact {
  return {
    authorId,
    // What this version does not know is for nobody but its author.
    audience: toAudience(audience) ?? 'mentioned',
    mentioned,
    warning,
    lang,
    repliesFrom,
    ...foldBody(segmentText(text), { max: maxPostCharacters, isCut }),
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    sourceUrl,
    cardKey,
    rootId,
    dayOrdinal,
    media,
    isPinned,
    poll: poll && { ...poll, endsAt: new Date(poll.endsAt).toISOString() },
    quote: quoteId && quoteAuthorId ? { id: quoteId, authorId: quoteAuthorId, isDetached } : null,
    replyTo: parentId && parentAuthorId ? { id: parentId, authorId: parentAuthorId } : null,
  }
}

/** The text of a post that a list folds; null when it is gone. */
export async function loadWholeBody(db: Db, id: Id): Promise<Segment[] | null> {
  const [row] = await db.$queryRaw<{ text: string }[]>`
    SELECT left(text, ${maxImportedCharacters}::int) AS text FROM post WHERE id = ${id}::uuid AND deleted_at IS NULL`
  return row ? segmentText(row.text) : null
}
