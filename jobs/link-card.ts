import { linkCardJob } from '#app/domain/posts/link-cards/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: the page is asked by the one that claims it.
export const linkCard = handle(linkCardJob, (payload, { linkCards }) => linkCards.fetch(payload))
