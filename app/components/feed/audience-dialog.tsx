import { type FormEvent, useState } from 'react'
import { Dialog } from '#app/components/ui/dialog.tsx'
import type { PostView, SettableAudience } from '#app/domain/posts/post-views.ts'
import { setAudience } from '#app/web/audiences.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { toast } from '#app/web/toasts.ts'
import { AudienceFields } from './audience-fields.tsx'

/** Changes who sees the viewer's own post. Open until the server has done it, since nobody should believe it before. */
export function AudienceDialog({ post, onClose }: { post: PostView; onClose: () => void }) {
  const { t } = useTranslation()
  const [audience, choose] = useState<SettableAudience>()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isSending) return
    if (!audience || audience === post.audience) return onClose()
    setIsSending(true)
    const sent = await setAudience(post.id, audience)
    setIsSending(false)
    if (!sent.ok) return setProblem(sent.message)
    toast(t(`post.audience.${audience}Done`))
    onClose()
  }

  return (
    <Dialog title={t('post.audience.change')} onClose={onClose}>
      <form method="post" action={`/posts/${post.id}/audience`} onSubmit={(event) => void submit(event)}>
        <AudienceFields post={post} onChoose={choose} />
        <p role="alert" className="mt-2 font-semibold text-bad empty:hidden">
          {problem ? t('post.audience.failed', { why: errorText(t, problem) }) : null}
        </p>
        <div className="mt-4 flex flex-wrap justify-end gap-3">
          <button type="button" className="button button-plain" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="button button-accent" aria-disabled={isSending || undefined}>
            {t('post.audience.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
