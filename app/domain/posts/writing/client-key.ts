import { z } from 'zod'

/** Any visible ASCII that a form keeps while it is the same draft: sent twice, it makes one post. */
export const ClientKey = z.string().regex(/^[!-~]{8,100}$/, 'errors.id')
