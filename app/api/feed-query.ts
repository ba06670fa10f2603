import { z } from 'zod'
import { maxCursorLength } from '#app/domain/feeds/cursor.ts'
import { tagFeed } from '#app/domain/feeds/declarations.ts'
import { type Filter, limits } from '#app/domain/feeds/types.ts'
import { pageLength, TagSchema } from '#app/domain/posts/post-rules.ts'
import { reactionKinds } from '#app/domain/posts/post-views.ts'
import { ReplyOrderSchema } from '#app/domain/posts/thread/reply-order.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { IdSchema } from '#app/lib/id-schema.ts'

/** An empty parameter is as good as none. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.literal('').transform(() => undefined), schema]).optional()
}

const Cursor = optional(z.string().max(maxCursorLength))
const limit = optional(z.coerce.number().int().min(1).max(limits.maxPage)).transform((value) => value ?? pageLength)
/** A day is its beginning, in UTC. Ids have no time before 1970. */
const Moment = optional(
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()])
    .transform((text) => new Date(text))
    .refine((moment) => moment.getTime() >= 0),
)

const PageParameters = z.object({ cursor: Cursor, limit })

const ReactedParameters = PageParameters.extend({ kind: optional(z.union([z.enum(reactionKinds), IdSchema])) })
const RepliesParameters = PageParameters.extend({ sort: optional(ReplyOrderSchema) })

const FeedParameters = PageParameters.extend({
  after: Cursor,
  around: optional(IdSchema),
  verb: optional(z.enum(['post', 'reply', 'repost', 'mention'])),
  author: optional(IdSchema),
  tag: optional(TagSchema),
  from: Moment,
  to: Moment,
})
  .refine(({ cursor, after, around }) => [cursor, after, around].filter(Boolean).length <= 1, { path: ['after'] })
  .refine(({ from, to }) => !from || !to || from < to, { path: ['to'] })

/** What drafts are written for: home, or a post. */
const DraftParameters = z.object({ context: optional(z.string().regex(/^(home|[\w-]{36})$/)) })

type Parameters = Readonly<Record<string, unknown>>

/** The page of a plain list. @throws Invalid that names the parameter */
export function pageQuery(parameters: Parameters): z.infer<typeof PageParameters> {
  return parse(PageParameters, parameters)
}

/** The page of those who reacted, and how. @throws Invalid that names the parameter */
export function reactedQuery(parameters: Parameters): z.infer<typeof ReactedParameters> {
  return parse(ReactedParameters, parameters)
}

/** A page of the replies to a post. @throws Invalid that names the parameter */
export function repliesQuery(parameters: Parameters): z.infer<typeof RepliesParameters> {
  return parse(RepliesParameters, parameters)
}

/** Which drafts are asked for. @throws Invalid that names the parameter */
export function draftsQuery(parameters: Parameters): z.infer<typeof DraftParameters> {
  return parse(DraftParameters, parameters)
}

/** Where a page of a feed lies, and what the feed is narrowed to. @throws Invalid that names the parameter */
export function feedQuery(parameters: Parameters): FeedPage {
  // What is asked for most needs no look at its parameters.
  if (Object.keys(parameters).length === 0) return newest
  const { limit, cursor, after, around, ...narrowed } = parse(FeedParameters, parameters)
  return { limit, cursor, after, around, filter: filterOf(narrowed) }
}

/** At most one of the three places is given; none is the newest page. */
export type FeedPage = Readonly<{ limit: number; cursor?: string; after?: string; around?: Id; filter?: Filter }>

const newest: FeedPage = { limit: pageLength }

type Narrowed = Omit<z.infer<typeof FeedParameters>, 'limit' | 'cursor' | 'after' | 'around'>

function filterOf({ verb, author, tag, from, to }: Narrowed): Filter | undefined {
  if (!verb && !author && !tag && !from && !to) return undefined
  return {
    ...(verb && { verbs: [verb] }),
    ...(author && { actorIds: [author] }),
    ...(tag && { addressedTo: [tagFeed(tag)] }),
    ...(from && { from }),
    ...(to && { to }),
  }
}

function parse<Value>(schema: z.ZodType<Value>, parameters: Parameters): Value {
  const parsed = schema.safeParse(parameters)
  if (parsed.success) return parsed.data
  const name = String(parsed.error.issues[0]?.path[0] ?? 'address')
  throw new Invalid(`The parameter "${name}" is not as it should be.`)
}
