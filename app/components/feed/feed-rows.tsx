import { type RefObject, useContext } from 'react'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { postJson } from '#app/domain/posts/views/page-json.ts'
import { createLru, type Lru } from '#app/lib/cache/lru.ts'
import { PartsContext } from '#app/web/page-parts.ts'
import { plainHtml } from '#app/web/plain-html.ts'
import { useClock } from '#app/web/use-clock.ts'
import { PostRow } from './post-row.tsx'
import type { PostWords } from './post-words.ts'

type Props = {
  posts: readonly PostView[]
  words: PostWords
  viewerId?: string
  under?: string
  label: string
  isBusy: boolean
  /** What follows this post was seen before. */
  lastUnseen?: string | null
  list: RefObject<HTMLDivElement>
}

/** The rows of a feed, each a `PostRow`: rendered by React in the browser, from remembered HTML on the server. */
export const FeedRows = import.meta.env.SSR ? RememberedRows : LivingRows

export function LivingRows({ posts, words, viewerId, under, label, isBusy, lastUnseen, list }: Props) {
  const seenFrom = seenFromOf(posts, lastUnseen)
  return (
    <div ref={list} role="feed" aria-label={label} aria-busy={isBusy}>
      {posts.flatMap((post, index) => [
        index === seenFrom ? <SeenLine key="seen" words={words} /> : null,
        <PostRow key={post.id} post={post} words={words} position={index + 1} viewerId={viewerId} under={under} />,
      ])}
    </div>
  )
}

/** The place of the first post that was seen before, where there are others above it; else -1. */
function seenFromOf(posts: readonly PostView[], lastUnseen: string | null | undefined): number {
  const at = lastUnseen ? posts.findIndex(({ id }) => id === lastUnseen) : -1
  return at < 0 ? -1 : at + 1
}

/** Without a role: a feed owns articles only. */
function SeenLine({ words }: { words: PostWords }) {
  return <div className="seen-line">{words.seenFollows}</div>
}

/**
 * The same HTML, so that the browser's React takes it over as its own (docs/decisions/015-remembered-rows.md).
 * A row follows from its post and its words, and from its look: how long ago it was written, what it quotes and what is shown
 * below it, and who looks if they stand in it. It is written anew when these are not as they were.
 */
export function RememberedRows({ posts, words, viewerId, under, label, isBusy, lastUnseen }: Props) {
  const { nowMs, format } = useClock()
  const addPart = useContext(PartsContext)
  const rows = rowsIn(words)
  const parts: Buffer[] = []
  const seenFrom = seenFromOf(posts, lastUnseen)
  for (const [index, post] of posts.entries()) {
    if (index === seenFrom) parts.push(Buffer.from(plainHtml(<SeenLine words={words} />)))
    const json = postJson(post)
    // Who does not stand in the post sees what everybody sees.
    const you = viewerId && json.includes(viewerId) ? viewerId : undefined
    const ages = timesIn(post).map((time) => format.short(new Date(time), nowMs))
    const look = `${ages} ${you ?? ''} ${under ?? ''}`
    // By what is the same text each time: a longer name would be put together and hashed for each row.
    let row = rows.get(json)
    if (row?.look !== look) {
      row = { look, ...writeRow({ post, words, under, viewerId: you }) }
      rows.set(json, row)
    }
    parts.push(row.before, Buffer.from(String(index + 1)), row.after)
  }
  const html = addPart ? addPart(parts) : Buffer.concat(parts).toString()
  // biome-ignore lint/security/noDangerouslySetInnerHtml: elements that were written by plainHtml, which escapes
  return <div role="feed" aria-label={label} aria-busy={isBusy} dangerouslySetInnerHTML={{ __html: html }} />
}

/** Of all that stands in a row: the post, what it quotes, what answers it. */
function timesIn({ createdAt, quote, answers }: PostView): string[] {
  return [createdAt, ...(quote?.post ? [quote.post.createdAt] : []), ...(answers?.items.flatMap(timesIn) ?? [])]
}

/** A row's HTML as it looked last, in bytes, around its place in the feed, which differs from reader to reader. */
type Row = Readonly<{ look: string; before: Buffer; after: Buffer }>

const maxBytes = 8_000_000
const remembered = new WeakMap<PostWords, Lru<Row>>()

function rowsIn(words: PostWords): Lru<Row> {
  const known = remembered.get(words)
  if (known) return known
  const rows = createLru<Row>(maxBytes, ({ before, after }) => before.length + after.length)
  remembered.set(words, rows)
  return rows
}

const place = ' aria-posinset="'

function writeRow(props: Pick<Props, 'words' | 'under' | 'viewerId'> & { post: PostView }): Omit<Row, 'look'> {
  const html = plainHtml(<PostRow {...props} position={1} />)
  // The first: nothing that people wrote stands before it.
  const at = html.indexOf(place) + place.length
  return { before: Buffer.from(html.slice(0, at)), after: Buffer.from(html.slice(at + 1)) }
}
