import { Radio } from '#app/components/ui/radio.tsx'
import { type PostView, type SettableAudience, settableAudiences } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = { post: PostView; onChoose?: (audience: SettableAudience) => void }

/** The choice of who sees a post, and what narrowing it does not undo. */
export function AudienceFields({ post, onChoose }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className="mt-2">
      <legend className="sr-only">{t('post.audience.change')}</legend>
      {settableAudiences.map((audience) => (
        <Radio
          key={audience}
          name="audience"
          value={audience}
          label={t(`post.audience.${audience}`)}
          hint={t(`post.audience.${audience}Hint`)}
          defaultChecked={audience === post.audience}
          onChange={() => onChoose?.(audience)}
        />
      ))}
      <p className="mt-2 text-meta text-muted">
        {t(post.repostCount > 0 ? 'post.audience.narrowedReposted' : 'post.audience.narrowed')}
      </p>
    </fieldset>
  )
}
