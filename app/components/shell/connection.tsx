import { useNavigation } from '@remix-run/react'
import { useSyncExternalStore } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

/** Says that the device is offline for as long as it is. */
export function OfflineBar() {
  const { t } = useTranslation()
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
  return (
    <div role="status" className="sticky top-0 z-50">
      {isOnline ? null : (
        <p className="flex min-h-9 items-center justify-center gap-2 bg-text px-4 text-ground">
          <Icon name="wifi-off" />
          {t('common.offline')}
        </p>
      )}
    </div>
  )
}

/** A line at the top when a page takes longer than a moment to come. */
export function Progress() {
  const { t } = useTranslation()
  if (useNavigation().state !== 'loading') return null
  return (
    <div
      role="progressbar"
      aria-label={t('common.loading')}
      className="late fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden"
    >
      <div className="progress h-full bg-accent" />
    </div>
  )
}

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
