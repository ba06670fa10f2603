import { z } from 'zod'
import { isId } from './id.ts'

/** An id from outside. The error's message is an i18n key. */
export const IdSchema = z.string().refine(isId, 'errors.id')
