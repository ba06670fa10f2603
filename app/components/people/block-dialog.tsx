import { Dialog } from '#app/components/ui/dialog.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

/** Asks once, and says what a block does. */
export function BlockDialog({
  handle,
  onClose,
  onBlock,
}: {
  handle: string
  onClose: () => void
  onBlock: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('people.block.title', { handle })} onClose={onClose}>
      <p className="mt-2 text-pretty text-muted">{t('people.block.hint')}</p>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <button type="button" className="button button-plain" onClick={onClose}>
          {t('common.cancel')}
        </button>
        <button type="button" className="button button-bad" onClick={onBlock}>
          {t('people.block.action')}
        </button>
      </div>
    </Dialog>
  )
}
