import { type Audience, type RepliesFrom, toAudience, toRepliesFrom } from '#app/domain/posts/post-views.ts'

/** What is chosen for a post beside its text, as forms and drafts hold it: nothing is an empty text. */
export type PostOptions = Readonly<{
  audience: Audience
  warning: string
  lang: string
  repliesFrom: RepliesFrom
  /** An option a line. */
  poll: string
  pollMinutes: string
  pollMultiple: string
}>

export const usualOptions: PostOptions = {
  audience: 'public',
  warning: '',
  lang: '',
  repliesFrom: 'everyone',
  poll: '',
  pollMinutes: '1440',
  pollMultiple: '',
}

/** The options among fields of a form or a draft; what is absent or strange there is as in `usual`. */
export function optionsIn(fields: Readonly<Record<string, unknown>>, usual: PostOptions): PostOptions {
  const { audience, repliesFrom } = fields
  const textOf = (name: 'warning' | 'lang' | 'poll' | 'pollMinutes' | 'pollMultiple') => {
    const value = fields[name]
    return typeof value === 'string' ? value : usual[name]
  }
  return {
    audience: toAudience(audience) ?? usual.audience,
    repliesFrom: toRepliesFrom(repliesFrom) ?? usual.repliesFrom,
    warning: textOf('warning'),
    lang: textOf('lang'),
    poll: textOf('poll'),
    pollMinutes: textOf('pollMinutes'),
    pollMultiple: textOf('pollMultiple'),
  }
}
