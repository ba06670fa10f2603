import { type Audience, type RepliesFrom, toAudience, toRepliesFrom } from '#app/domain/posts/post-views.ts'

/** What is chosen for a post beside its text, as forms and drafts hold it: nothing is an empty text. */
export type PostOptions = Readonly<{ audience: Audience; warning: string; lang: string; repliesFrom: RepliesFrom }>

/** The options among fields of a form or a draft; what is absent or strange there is as in `usual`. */
export function optionsIn(fields: Readonly<Record<string, unknown>>, usual: PostOptions): PostOptions {
  const { audience, warning, lang, repliesFrom } = fields
  return {
    audience: toAudience(audience) ?? usual.audience,
    warning: typeof warning === 'string' ? warning : usual.warning,
    lang: typeof lang === 'string' ? lang : usual.lang,
    repliesFrom: toRepliesFrom(repliesFrom) ?? usual.repliesFrom,
  }
}
