import { PostBody } from '#app/components/feed/post-body.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { withEmoji } from '#app/domain/posts/views/emoji-segments.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useOffered } from '#app/web/offered-emoji.ts'
import { usePostText } from '#app/web/use-post-text.ts'

type ButtonProps = { isOn: boolean; isOff: boolean; onChange: (isOn: boolean) => void }

/** Shows the text as it will stand in feeds, or goes on with writing. */
export function PreviewButton({ isOn, isOff, onChange }: ButtonProps) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="script-only icon-button"
      aria-pressed={isOn}
      aria-label={t('composer.preview')}
      title={t('composer.preview')}
      disabled={isOff}
      onClick={() => onChange(!isOn)}
    >
      <Icon name={isOn ? 'square-pen' : 'eye'} />
    </button>
  )
}

/** The text as it will stand in feeds, while it is written. */
export function Preview({ text }: { text: string }) {
  const { t } = useTranslation()
  const reading = usePostText(true)
  const byName = new Map(useOffered().map(({ name, src }) => [name, { src, retiredAt: null }]))
  return (
    <section aria-label={t('composer.preview')} className="composer-preview">
      <p className="text" dir="auto">
        {reading ? <PostBody body={withEmoji(reading.segmentText(text.trim()), { byName }, '')} /> : text}
      </p>
    </section>
  )
}
