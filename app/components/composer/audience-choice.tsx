import { audienceIcons } from '#app/components/feed/audience-mark.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { type Audience, audiences, toAudience } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = { audience: Audience; onChange: (audience: Audience) => void }

/** Who will see the post: the browser's own list, so that it works everywhere, without scripts too. */
export function AudienceChoice({ audience, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <label className="choice">
      <span className="sr-only">{t('composer.audience')}</span>
      <Icon name={audienceIcons[audience]} />
      <select
        name="audience"
        value={audience}
        onChange={(event) => onChange(toAudience(event.target.value) ?? audience)}
      >
        {audiences.map((each) => (
          <option key={each} value={each}>
            {t(`post.audience.${each}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
