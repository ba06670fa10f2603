import { useEffect, useState } from 'react'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useRootData } from '#app/web/root-data.ts'

type Props = { text: string; isOff: boolean; onChange: (isOff: boolean) => void }

/** Says which page's card goes with the post, and lets its author leave it out. Without scripts: a box to tick. */
export function CardChoice({ text, isOff, onChange }: Props) {
  const { t } = useTranslation()
  const root = useRootData()
  const host = useCardHost(text, root?.origin ?? '')
  if (!root?.hasLinkCards) return null
  return (
    <>
      <label className="no-script min-h-11 py-2 text-meta text-muted">
        <input type="checkbox" name="card" value="off" defaultChecked={isOff} className="me-2" />
        {t('composer.cardNever')}
      </label>
      {host ? (
        <p className="flex flex-wrap items-center gap-x-3 text-meta text-muted">
          <span className="min-w-0 wrap-anywhere">{t(isOff ? 'composer.cardOff' : 'composer.cardOn', { host })}</span>
          <button type="button" className="link min-h-11 px-2 -mx-2" onClick={() => onChange(!isOff)}>
            {t(isOff ? 'composer.cardAdd' : 'composer.cardRemove')}
          </button>
        </p>
      ) : null}
    </>
  )
}

type Find = (text: string, ownOrigin: string) => URL | null
let loading: Promise<Find> | undefined

/** The host of the page whose card a text will have; null for none. What finds it is loaded with the first link. */
function useCardHost(text: string, origin: string): string | null {
  const [find, setFind] = useState<Find | null>(null)
  const hasLink = /https?:\/\/|www\./i.test(text)
  useEffect(() => {
    if (!hasLink) return
    loading ??= import('#app/domain/posts/link-cards/card-rules.ts').then((module) => module.cardLink)
    loading.then(
      (loaded) => setFind(() => loaded),
      () => {
        loading = undefined
      },
    )
  }, [hasLink])
  return (hasLink && find?.(text, origin)?.host) || null
}
