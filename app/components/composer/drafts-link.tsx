import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

/** The way to what is not sent yet; without scripts, the button that keeps what is written there. */
export function DraftsLink() {
  const { t } = useTranslation()
  return (
    <>
      <a href="/drafts" className="icon-button" title={t('drafts.all')}>
        <Icon name="file-text" />
        <span className="sr-only">{t('drafts.all')}</span>
      </a>
      <button type="submit" formAction="/drafts" className="no-script button button-quiet button-sm">
        {t('drafts.save')}
      </button>
    </>
  )
}
