import { toFailure } from '#app/domain/media/media-rules.ts'
import { mediaUrl } from '#app/domain/media/media-views.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { AdminEmoji } from './emoji-views.ts'

/** All emoji, `emojiLimits.maxAll` at most. */
export async function listEmoji(db: Db): Promise<AdminEmoji[]> {
  const rows = await db.emoji.findMany({
    include: { media: { select: { key: true, state: true, failure: true } } },
    orderBy: [{ retiredAt: { sort: 'asc', nulls: 'first' } }, { category: 'asc' }, { name: 'asc' }],
  })
  return rows.map(({ id, name, description, category, retiredAt, media }) => {
    const state = stateOf(media?.state)
    return {
      ...{ id, name, description, category, state },
      src: media && state === 'ready' ? mediaUrl(media.key, 'small') : null,
      failure: state === 'failed' ? toFailure(media?.failure ?? 'givenUp') : null,
      isRetired: retiredAt !== null,
    }
  })
}

/** What is gone was never ready. */
function stateOf(stored: string | undefined): AdminEmoji['state'] {
  if (stored === 'ready' || stored === 'waiting') return stored
  return stored === 'sending' ? 'waiting' : 'failed'
}
