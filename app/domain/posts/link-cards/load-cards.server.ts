import type { Db } from '#app/lib/db.server.ts'
import type { CardView } from './card-rules.ts'

type Row = Omit<CardView, 'host'> & { key: string }

/** The cards that there are to show, by key. One query. */
export async function loadCards(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, CardView>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT key, url, title, description, site_name AS "siteName"
    FROM link_card WHERE key = ANY(${[...keys]}::text[]) AND title IS NOT NULL`
  return new Map(rows.map(({ key, ...card }) => [key, { ...card, host: new URL(card.url).host }]))
}
