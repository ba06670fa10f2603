import { Form } from '@remix-run/react'
import { Icon } from '#app/components/ui/icon.tsx'
import { ExactTime } from '#app/components/ui/time.tsx'
import { describeBrowser } from '#app/web/browser-name.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Session = Readonly<{
  id: string
  createdAt: string
  userAgent: string | null
  address: string | null
  isCurrent: boolean
}>

/** A browser that is signed in. */
export function SessionRow({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { browser, system } = describeBrowser(session.userAgent)
  const name =
    browser && system ? t('settings.browserOn', { browser, system }) : browser || t('settings.unknownBrowser')
  return (
    <li className="flex items-center gap-4 border-b border-line py-4">
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-raised text-muted">
        <Icon name={/Android|iOS/.test(system) ? 'smartphone' : 'monitor'} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">
          {name}
          {session.isCurrent ? (
            <span className="ml-2 rounded-md bg-accent-soft px-1.5 text-meta text-accent">
              {t('settings.thisSession')}
            </span>
          ) : null}
        </p>
        <p className="text-meta text-muted">
          {t('settings.signedIn')} <ExactTime at={session.createdAt} />
          {session.address ? ` ${t('settings.from', { address: session.address })}` : null}
        </p>
      </div>
      {session.isCurrent ? null : (
        <Form method="post">
          <button
            type="submit"
            name="sessionId"
            value={session.id}
            className="button button-plain button-sm"
            aria-label={t('settings.revokeLabel', { session: name })}
          >
            {t('settings.revoke')}
          </button>
        </Form>
      )}
    </li>
  )
}
