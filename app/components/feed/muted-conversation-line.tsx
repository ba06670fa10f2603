import { Form } from '@remix-run/react'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { usePostWords } from './post-words.ts'
import { QuoteCard } from './quote-card.tsx'

type Props = { conversation: Readonly<{ rootId: string; post: PostView | null }> }

/** A muted conversation: the post that began it, and the way out. */
export function MutedConversationLine({ conversation: { rootId, post } }: Props) {
  const { t } = useTranslation()
  const words = usePostWords()
  return (
    <li className="flex flex-wrap items-center justify-end gap-x-3 border-b border-line py-2">
      <div className="min-w-56 flex-1">
        <QuoteCard quote={{ post: post && { ...post, imageCount: post.media.length } }} words={words} />
      </div>
      <Form method="post" action={`/posts/${rootId}/mute`} preventScrollReset>
        <button
          type="submit"
          name="on"
          value="0"
          className="button button-plain button-sm"
          aria-label={post ? t('settings.conversations.unmuteOf', { name: post.author.name }) : undefined}
        >
          {t('settings.conversations.unmute')}
        </button>
      </Form>
    </li>
  )
}
