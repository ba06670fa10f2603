import { z } from 'zod'
import { isBlank, normaliseText } from '#app/lib/text.ts'
import type { PostInput } from './post-rules.ts'

/** Posts that are written in one go, the first among them. */
export const maxThreadPosts = 25

const Text = z.string().max(20_000, 'errors.post.tooLong').transform(normaliseText)
const Texts = z.array(Text).max(maxThreadPosts - 1, 'errors.post.threadTooLong')

/** The texts of further posts: as a script sends them, in JSON, or as fields of a form that has several of one name. */
export const threadFields = {
  thread: z
    .string()
    .max(600_000, 'errors.post.tooLong')
    .transform((json, context) => {
      const parsed = Texts.safeParse(readJson(json))
      if (parsed.success) return parsed.data
      context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'errors.invalid' })
      return z.NEVER
    })
    .optional(),
  more: z.union([Text.transform((text) => [text]), Texts]).optional(),
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/**
 * The posts of what was sent, in their order: those without text are left out. What is chosen for the first holds for
 * all, but for its images; each has a key of its own, so that sending all of them twice makes none twice.
 */
export function partsOf({ thread = [], more = [], ...first }: PostInput): PostInput[] {
  const { audience, warning, lang, repliesFrom, clientKey } = first
  const texts = [...thread, ...more].filter((text) => !isBlank(text))
  const others = texts.map((text, at) => ({
    ...{ text, audience, warning, lang, repliesFrom },
    clientKey: clientKey && `${clientKey.slice(0, 96)}.${at + 1}`,
  }))
  return [first, ...others]
}
