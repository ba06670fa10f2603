import { z } from 'zod'

/** Orders of the replies to a post. */
export const replyOrders = ['oldest', 'newest', 'best'] as const
export type ReplyOrder = (typeof replyOrders)[number]

/** As an address says it; oldest unless it says one. */
export const ReplyOrderSchema = z.enum(replyOrders)

/** As an address of a page says it, where anything else is the usual one. */
export function replyOrderOf(request: Request): ReplyOrder {
  const wanted = new URL(request.url).searchParams.get('sort')
  return replyOrders.find((order) => order === wanted) ?? 'oldest'
}
