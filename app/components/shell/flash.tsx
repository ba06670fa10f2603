import { Notice } from '#app/components/ui/notice.tsx'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useRootData } from '#app/web/root-data.ts'

/** What the form before this page could not do, where there is no script to say it at once. */
export function Flash() {
  const { t } = useTranslation()
  const flash = useRootData()?.flash
  if (!flash) return null
  return (
    <div className="fixed inset-x-4 bottom-20 z-40 mx-auto max-w-md md:bottom-6">
      <Notice tone="bad">{errorText(t, flash)}</Notice>
    </div>
  )
}
