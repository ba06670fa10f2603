import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

/** Whether what is being written is kept on the server; `state` as `useSavedDraft` says it. */
export function DraftState({ state }: { state: string }) {
  const { t } = useTranslation()
  if (state === 'unsaved') return null
  return (
    <p className="text-meta text-muted">
      {state === 'saved' ? t('drafts.saved') : t('drafts.notSaved', { why: errorText(t, state) })}
    </p>
  )
}
