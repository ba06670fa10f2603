import { z } from 'zod'
import { isBlank, normaliseText } from '#app/lib/text.ts'
import { replyPolicies } from './post-views.ts'

/** UTF-16 units of a warning. */
export const maxWarning = 100
/** BCP 47 has no limit; 35 is what RFC 5646 tells software to make room for at least. */
const maxLang = 35

/** What an author says of a post beside its text; forms send what is not chosen as an empty text. Messages are i18n keys. */
export const postOptions = {
  /** What the post is folded behind: one line. */
  warning: z
    .string()
    .max(1_000, 'errors.post.warning')
    .transform((text) => normaliseText(text).replace(/\s+/g, ' '))
    .refine((text) => text.length <= maxWarning, 'errors.post.warning')
    .transform((text) => (isBlank(text) ? undefined : text))
    .optional(),
  /** The language of the text (BCP 47), in its canonical form. */
  lang: z
    .string()
    .max(maxLang, 'errors.post.lang')
    .transform((tag, context) => {
      if (tag === '') return undefined
      const canonical = canonicalLang(tag)
      if (canonical === undefined) context.addIssue('errors.post.lang')
      return canonical
    })
    .optional(),
  /** From whom replies are taken, beside the author's own. Everyone unless told. */
  repliesFrom: z.enum(replyPolicies, 'errors.post.repliesFrom').optional(),
}

function canonicalLang(tag: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag)
    return canonical && canonical.length <= maxLang ? canonical : undefined
  } catch {
    return undefined
  }
}
