import { z } from 'zod'
import { Images } from '#app/domain/media/media-rules.ts'
import { isBlank, normaliseText } from '#app/lib/text.ts'
import type { PostInput } from '../post-rules.ts'

/** Posts that are written in one go, the first among them. */
export const maxThreadPosts = 25

const Text = z.string().max(20_000, 'errors.post.tooLong').transform(normaliseText)

/** One of them: a text alone, or with what it shows. */
const Part = z.preprocess(
  (part) => (typeof part === 'string' ? { text: part } : part),
  z.object({ text: Text.default(''), media: Images.default([]), isSensitive: z.boolean().default(false) }),
)
export type ThreadPart = z.infer<typeof Part>

const Parts = z.array(Part).max(maxThreadPosts - 1, 'errors.post.threadTooLong')

/** Further posts: as a script sends them, in JSON, or their texts as fields of a form that has several of one name. */
export const threadFields = {
  thread: z
    .string()
    .max(600_000, 'errors.post.tooLong')
    .transform((json, context) => {
      const parsed = Parts.safeParse(readJson(json))
      if (parsed.success) return parsed.data
      context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'errors.invalid' })
      return z.NEVER
    })
    .optional(),
  more: z.preprocess((texts) => (Array.isArray(texts) ? texts : [texts]), Parts).optional(),
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/**
 * The posts of what was sent, in their order: those without text and images are left out. What is chosen for the first
 * holds for all, but for what they show; each has a key of its own, so that sending all of them twice makes none twice.
 */
export function partsOf({ thread = [], more = [], ...first }: PostInput): PostInput[] {
  const { audience, warning, lang, repliesFrom, clientKey } = first
  const others = [...thread, ...more].filter(isSaying).map(({ isSensitive, ...part }, at) => ({
    ...{ ...part, audience, warning, lang, repliesFrom },
    isSensitive: isSensitive || undefined,
    clientKey: clientKey && `${clientKey.slice(0, 96)}.${at + 1}`,
  }))
  return [first, ...others]
}

function isSaying({ text, media }: ThreadPart): boolean {
  return media.length > 0 || !isBlank(text)
}
