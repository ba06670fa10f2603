import { z } from 'zod'
import { PostInput } from '../post-rules.ts'
import { ClientKey } from '../writing/client-key.ts'
import { partsOf } from '../writing/thread-parts.ts'
import { DraftInput } from './draft-rules.ts'

/** A moment with its offset, or as a form without scripts sends it: in UTC. */
const PublishAt = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.datetime({ local: true }).transform((local) => `${local}Z`)],
    'errors.schedule.time',
  )
  .transform((moment) => new Date(moment))

/** A post that is to be published at a time, or several in one go: what could not be posted now is refused now. */
export const ScheduleInput = z
  .looseObject({ publishAt: PublishAt, clientKey: ClientKey })
  .transform(({ publishAt, ...given }, context) => {
    const [post, draft] = [PostInput.safeParse(given), DraftInput.safeParse(given)]
    if (post.success && draft.success) return { ...draft.data, publishAt, postCount: partsOf(post.data).length }
    for (const { path, message } of post.error?.issues ?? []) context.addIssue({ code: 'custom', path, message })
    if (!draft.success) context.addIssue({ code: 'custom', message: 'errors.invalid' })
    return z.NEVER
  })
