import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react'
import { type FormEvent, useEffect } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

const names = ['NotFound', 'Forbidden', 'Unavailable', 'RateLimited', 'Invalid', 'Conflict', 'offline'] as const
type Name = (typeof names)[number] | 'unknown'

/** What a page shows when it cannot be shown: what happened, what was kept, what to do. Every route ends in it. */
export function PageProblem() {
  const { t } = useTranslation()
  const { name, requestId } = describe(useRouteError())
  const { revalidate } = useRevalidator()

  useEffect(() => {
    if (name !== 'offline') return
    window.addEventListener('online', revalidate)
    return () => window.removeEventListener('online', revalidate)
  }, [name, revalidate])

  function retry(event: FormEvent) {
    event.preventDefault()
    revalidate()
  }

  return (
    <div className="flex flex-col items-center px-6 py-20 text-center">
      <span className="mb-5 grid size-16 place-items-center rounded-full bg-raised text-muted">
        <Icon name={name === 'offline' ? 'wifi-off' : name === 'NotFound' ? 'compass' : 'circle-alert'} large />
      </span>
      <h1 className="text-title font-bold">{t(`errors.title.${name}`)}</h1>
      <p className="mt-2 max-w-sm text-muted text-pretty">{t(`errors.page.${name}`)}</p>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        {/* Without scripts, an empty address is this page again. */}
        {name === 'NotFound' ? null : (
          <form method="get" action="" onSubmit={retry}>
            <button type="submit" className="button button-accent">
              <Icon name="rotate-cw" />
              {t('common.retry')}
            </button>
          </form>
        )}
        <a href="/" className={name === 'NotFound' ? 'button button-accent' : 'button button-plain'}>
          {t('errors.goHome')}
        </a>
      </div>
      {requestId ? (
        <p className="mt-6 text-meta text-muted select-all">{t('errors.reference', { id: requestId })}</p>
      ) : null}
    </div>
  )
}

function describe(error: unknown): { name: Name; requestId: string | null } {
  if (isRouteErrorResponse(error)) {
    const requestId: unknown = error.data?.requestId
    const code = String(error.data?.code ?? '').replace('errors.page.', '')
    const name = names.find((known) => known === code) ?? (error.status === 404 ? 'NotFound' : 'unknown')
    return { name, requestId: typeof requestId === 'string' ? requestId : null }
  }
  // A fetch that got no answer is a TypeError in every browser.
  return { name: error instanceof TypeError && typeof window !== 'undefined' ? 'offline' : 'unknown', requestId: null }
}
