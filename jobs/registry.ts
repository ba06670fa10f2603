import type { RunnableJob } from '#app/lib/job-runner.server.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { audit } from './audit.ts'
import { endPolls } from './end-polls.ts'
import { fanOut } from './fan-out.ts'
import { linkCard } from './link-card.ts'
import { processMedia, sweepMedia } from './media.ts'
import { publishDue } from './publish-due.ts'
import { purge } from './purge.ts'
import { rebuild } from './rebuild.ts'
import { recoverCache } from './recover-cache.ts'
import { reviewAuthors } from './review-authors.ts'
import { reviewBest } from './review-best.ts'
import { sweep } from './sweep.ts'
import { sweepLinkCards } from './sweep-link-cards.ts'

/** Every job there is. */
const handlers = [
  fanOut,
  rebuild,
  sweep,
  reviewAuthors,
  reviewBest,
  recoverCache,
  audit,
  purge,
  linkCard,
  sweepLinkCards,
  publishDue,
  endPolls,
  processMedia,
  sweepMedia,
]

export function jobsOf(wiring: Wiring): RunnableJob[] {
  return handlers.map((bind) => bind(wiring))
}
