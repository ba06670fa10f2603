import type { FormEvent } from 'react'
import { Check } from '#app/components/ui/check.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useSetStanding } from '#app/web/use-set-standing.ts'
import { MuteLengthField } from './mute-length-field.tsx'

/** Asks for how long, and says what a mute does. */
export function MuteDialog({ handle, onClose }: { handle: string; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useSetStanding()

  function mute(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const fields = { length: String(form.get('length')), notifications: form.has('notifications') ? 'show' : 'hide' }
    onClose()
    void change({ kind: 'mute', handle, isOn: true, fields })
  }

  return (
    <Dialog title={t('people.mute.title', { handle })} onClose={onClose}>
      <form onSubmit={mute}>
        <p className="mt-2 mb-4 text-pretty text-muted">{t('people.mute.hint')}</p>
        <MuteFields />
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <button type="button" className="button button-plain" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="button button-accent">
            {t('people.mute.action')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** What is said with a mute, in any form of one. */
export function MuteFields() {
  const { t } = useTranslation()
  return (
    <>
      <MuteLengthField label={t('people.mute.length')} />
      <Check name="notifications" value="show" label={t('people.mute.keepNotifications')} />
    </>
  )
}
