import { sweepLinkCardsJob } from '#app/domain/posts/link-cards/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: a page that waits already is not added again, and a card is deleted under a lock.
export const sweepLinkCards = handle(sweepLinkCardsJob, (_, { linkCards }) => linkCards.sweep(), { everyMs: 60_000 })
