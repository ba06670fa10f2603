import type { Id } from '#app/lib/id.ts'
import { FetchFailed, type SafeFetch } from '#app/lib/safe-fetch/safe-fetch.server.ts'
import type { PageImage } from './read-card.ts'

/** Null for what is not taken. */
export type KeepImage = (file: { body: Buffer; alt: string }) => Promise<Id | null>

type Deps = { fetchPage: SafeFetch; keepImage: KeepImage }

const limits = { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif', maxBytes: 4_000_000, withinMs: 15_000 }

/**
 * Fetches the image that a page names and keeps it as one of this server's own: no reader's browser asks the page's
 * server. Asked once; whatever it says that it is, its first bytes and its decoder decide.
 * @returns null when there is none to be had
 */
export async function fetchCardImage({ fetchPage, keepImage }: Deps, { url, alt }: PageImage): Promise<Id | null> {
  try {
    const { status, body, isCut } = await fetchPage(url, limits)
    return status === 200 && !isCut ? await keepImage({ body, alt }) : null
  } catch (error) {
    if (error instanceof FetchFailed) return null
    throw error
  }
}
