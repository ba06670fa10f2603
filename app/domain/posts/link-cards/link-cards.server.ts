import { createHash } from 'node:crypto'
import { dropCardImages, takeCardImage } from '#app/domain/media/card-images.server.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Logger } from '#app/lib/log.server.ts'
import type { JobQueue } from '#app/lib/queue.server.ts'
import { FetchFailed, type SafeFetch } from '#app/lib/safe-fetch/safe-fetch.server.ts'
import { cardFact } from '../facts.ts'
import { fetchCardImage, type KeepImage } from './card-image.server.ts'
import { cardLink } from './card-rules.ts'
import { decodeHtml } from './decode-html.ts'
import { forgetCards } from './forget-cards.server.ts'
import { linkCardJob } from './jobs.ts'
import { type PageCard, readCard } from './read-card.ts'

type Deps = {
  db: Db
  cache: Pick<Cache, 'write'>
  queue: Pick<JobQueue, 'add' | 'addMany'>
  log: Logger
  now: () => Date
  fetchPage: SafeFetch
  keepImage: KeepImage
  /** Whether pages are asked at all. */
  isOn: boolean
  /** This site, whose own pages get no card. */
  origin: string
}

const page = { accept: 'text/html,application/xhtml+xml;q=0.9', maxBytes: 1_000_000, withinMs: 15_000 }

const minute = 60_000
const hour = 60 * minute
/** After a first, second and third failure; a fourth one ends it. Longer than a fetch takes, as it also is a claim. */
const againAfterMs = [2 * minute, 20 * minute, 3 * hour]
/** How long an answer counts: a post that links to the page after that has it asked anew. */
const keptMs = { card: 7 * 24 * hour, nothing: 24 * hour }
/** So long after that it is looked whether a post shows it: whoever wanted it last has written their post by then. */
const unusedMs = 24 * hour
/** A run of the sweep asks for so many at most. */
const sweepLimit = 500

export type LinkCards = ReturnType<typeof createLinkCards>

/** Cards of pages that posts link to: each page is asked once, however many posts link to it. */
export function createLinkCards({ db, cache, queue, log, now, fetchPage, keepImage, isOn, origin }: Deps) {
  return {
    want,

    /**
     * As `want`, for a post that is to say something else. One whose author left the card out gets none, and its page is
     * not asked; the card of the same link stays where no page is asked any more.
     */
    async wantInstead(held: { text: string; cardKey: string | null }, text: string): Promise<string | null> {
      const before = cardLink(held.text, origin)
      if (before && held.cardKey === null) return null
      const isSame = before?.href === cardLink(text, origin)?.href
      return (await want(text)) ?? (isSame ? held.cardKey : null)
    },

    /** Asks one page, if it is due. A page that does not answer is asked again later, four times in all. */
    async fetch({ key }: { key: string }): Promise<void> {
      const claimed = isOn ? await claim(key) : null
      if (!claimed) return
      const { url, failures } = claimed
      try {
        // Nobody was left to say how its last time went.
        const isOver = failures > againAfterMs.length + 1
        const card = isOver ? null : await ask(url)
        const image = card?.pageImage ? await fetchCardImage({ fetchPage, keepImage }, card.pageImage) : null
        await store(key, card, image)
      } catch (error) {
        if (!(error instanceof FetchFailed)) throw error
        log.info({ host: new URL(url).host, failures, err: error.cause }, 'a page gave no card')
        if (failures > againAfterMs.length) await store(key, null, null)
      }
    },

    /** Asks for what is due and was not asked for, and deletes what no post shows. @returns how many it asked for */
    async sweep(): Promise<number> {
      const asked = isOn ? await askDue() : 0
      await forgetCards({ db, cache, now })
      return asked
    },
  }

  /**
   * The key of the card that a text is to have, null for none; has its page asked where that is due.
   * Not in the transaction that writes the post: posts that link to the same page would wait for each other.
   */
  async function want(text: string): Promise<string | null> {
    const url = isOn ? cardLink(text, origin) : null
    if (!url) return null
    const key = createHash('sha256').update(url.href).digest('base64url')
    const at = now()
    const due = await db.$executeRaw`
      INSERT INTO link_card (key, url, due_at) VALUES (${key}, ${url.href}, ${at}::timestamptz)
      ON CONFLICT (key) DO UPDATE SET due_at = EXCLUDED.due_at, failures = 0, erase_at = NULL
        WHERE link_card.due_at IS NULL AND link_card.expires_at < EXCLUDED.due_at`
    // A hint: the sweep finds it.
    if (due > 0) await queue.add(linkCardJob, { key }).catch((error: unknown) => log.warn({ err: error }, 'later'))
    return key
  }

  async function askDue(): Promise<number> {
    const due = await db.linkCard.findMany({
      where: { dueAt: { lte: now() } },
      orderBy: { dueAt: 'asc' },
      take: sweepLimit,
      select: { key: true },
    })
    await queue.addMany(linkCardJob, due)
    return due.length
  }

  /** One worker gets it, and has until it is due again: whoever dies with it has lost it for that long only. */
  async function claim(key: string): Promise<{ url: string; failures: number } | null> {
    const at = now()
    const [card] = await db.$queryRaw<{ url: string; failures: number }[]>`
      UPDATE link_card SET failures = failures + 1,
        due_at = ${at}::timestamptz + (${againAfterMs}::int[])[least(failures + 1, ${againAfterMs.length}::int)] * interval '1 ms'
      WHERE key = ${key} AND due_at <= ${at}::timestamptz RETURNING url, failures`
    return card ?? null
  }

  /** @throws FetchFailed when another time may bring more */
  async function ask(url: string): Promise<PageCard | null> {
    const { url: address, status, contentType, body } = await fetchPage(url, page)
    if (status === 429 || status >= 500) throw new FetchFailed({ cause: new Error(`status ${status}`) })
    if (status !== 200 || !/^(text\/html|application\/xhtml\+xml)\b/.test(contentType)) return null
    return readCard(decodeHtml(body, contentType), address)
  }

  async function store(key: string, card: PageCard | null, imageId: Id | null): Promise<void> {
    const at = now()
    const expiresAt = new Date(at.getTime() + (card ? keptMs.card : keptMs.nothing))
    const eraseAt = new Date(expiresAt.getTime() + unusedMs)
    const { title = null, description = null, siteName = null } = card ?? {}
    await cache.write((touch) =>
      db.$transaction(async (tx) => {
        await touch(cardFact(key))
        const [held] = await tx.$queryRaw<{ imageId: Id | null }[]>`
          SELECT image_id AS "imageId" FROM link_card WHERE key = ${key} FOR UPDATE`
        if (!held) return
        if (held.imageId) await dropCardImages(tx, { ids: [held.imageId], at })
        if (imageId) await takeCardImage(tx, imageId)
        const found = { title, description, siteName, imageId }
        await tx.linkCard.update({
          where: { key },
          data: { ...found, fetchedAt: at, expiresAt, eraseAt, dueAt: null, failures: 0 },
        })
      }),
    )
  }
}
