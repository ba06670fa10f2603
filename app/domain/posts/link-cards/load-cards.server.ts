import { type Db, sql } from '#app/lib/db.server.ts'
import type { CardView } from './card-rules.ts'

type Row = Omit<CardView, 'host'> & { key: string }

/** An icon that is blown up shows nothing. */
const isLargeEnough = sql`media.width >= 200 AND media.height >= 100`

/** The cards that there are to show, by key. One query. */
export async function loadCards(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, CardView>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT link_card.key, url, title, description, site_name AS "siteName",
      CASE WHEN media.id IS NOT NULL THEN jsonb_build_object('key', media.key, 'width', media.width, 'height', media.height,
        'alt', media.alt, 'thumbhash', media.thumbhash, 'placeholder', media.placeholder, 'hasAvif', media.has_avif) END AS image
    FROM link_card
    LEFT JOIN media ON media.id = link_card.image_id AND media.state = 'ready' AND ${isLargeEnough}
    WHERE link_card.key = ANY(${[...keys]}::text[]) AND title IS NOT NULL`
  return new Map(rows.map(({ key, ...card }) => [key, { ...card, host: new URL(card.url).host }]))
}
