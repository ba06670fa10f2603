import { useEffect } from 'react'
import { useTranslation } from '#app/web/i18n-context.ts'
import { dismissToast, useToast } from '#app/web/toasts.ts'
import { Icon } from './icon.tsx'

const shownMs = 6000

/** What has just happened, for a moment. Read aloud politely; failures stay until they are closed. */
export function Toaster() {
  const { t } = useTranslation()
  const toast = useToast()

  useEffect(() => {
    if (!toast || toast.tone === 'bad') return
    const timer = setTimeout(dismissToast, shownMs)
    return () => clearTimeout(timer)
  }, [toast])

  return (
    <div
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex justify-center px-4 md:bottom-6"
      role="status"
    >
      {toast ? (
        <div
          key={toast.id}
          className="toast pointer-events-auto flex min-h-12 max-w-md items-center gap-3 rounded-2xl bg-text py-1 pr-1 pl-4 text-ground"
        >
          {toast.tone === 'bad' ? <Icon name="circle-alert" /> : null}
          <p className="py-2">{toast.text}</p>
          {toast.link ? (
            <a href={toast.link.href} className="px-2 py-2 font-semibold underline underline-offset-4">
              {toast.link.text}
            </a>
          ) : null}
          {toast.action ? (
            <button
              type="button"
              className="min-h-11 px-2 font-semibold underline underline-offset-4"
              onClick={() => {
                dismissToast()
                toast.action?.act()
              }}
            >
              {toast.action.text}
            </button>
          ) : null}
          <button
            type="button"
            className="grid size-11 shrink-0 place-items-center rounded-full"
            onClick={dismissToast}
          >
            <Icon name="x" />
            <span className="sr-only">{t('common.close')}</span>
          </button>
        </div>
      ) : null}
    </div>
  )
}
