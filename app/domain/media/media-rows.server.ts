import { sql } from '#app/lib/db.server.ts'
import type { MediaView } from './media-views.ts'

/** An image as queries read it. */
export type MediaRow = Readonly<{
  key: string
  state: string
  width: number | null
  height: number | null
  alt: string
  focusX: number
  focusY: number
  isAnimated: boolean
  hasAvif: boolean
  isSensitive: boolean
  thumbhash: string | null
  placeholder: string | null
}>

export const mediaColumns = sql`media.key, media.state, media.width, media.height, media.alt,
  media.focus_x AS "focusX", media.focus_y AS "focusY", media.is_animated AS "isAnimated", media.has_avif AS "hasAvif",
  media.is_sensitive AS "isSensitive", media.thumbhash, media.placeholder`

/** The images of the post `p`, in their order, as JSON; null when it has none. One look into an index. */
export const mediaOfPost = sql`(SELECT jsonb_agg(to_jsonb(shown) ORDER BY shown.position) FROM (
  SELECT ${mediaColumns}, media.position FROM media WHERE media.post_id = p.id) shown)`

export function toMediaView(row: MediaRow): MediaView {
  const { key, state, alt, focusX, focusY, isAnimated, hasAvif, isSensitive } = row
  return {
    key,
    state: state === 'ready' || state === 'failed' ? state : 'waiting',
    width: row.width ?? 0,
    height: row.height ?? 0,
    alt,
    focus: [focusX, focusY],
    isAnimated,
    hasAvif,
    isSensitive,
    thumbhash: row.thumbhash ?? '',
    placeholder: row.placeholder ?? '',
  }
}
