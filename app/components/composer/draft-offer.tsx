import { useEffect, useState } from 'react'
import type { DraftView } from '#app/domain/posts/drafts/draft-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = {
  /** `home`, or the post that is answered. */
  context: string
  clientKey: string
  version: number
  /** Whether it is asked for now: once somebody begins to write. */
  isWanted: boolean
}

/** The way to a draft that was written elsewhere, newer than what stands here. Nothing that stands here is changed. */
export function DraftOffer({ context, clientKey, version, isWanted }: Props) {
  const { t } = useTranslation()
  const [newest, setNewest] = useState<DraftView | null>(null)
  useEffect(() => {
    if (!isWanted) return
    const controller = new AbortController()
    readNewest(context, controller.signal).then(setNewest, () => undefined)
    return () => controller.abort()
  }, [isWanted, context])
  if (!newest || (newest.clientKey === clientKey && newest.version <= version)) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-meta text-muted">
      <span className="min-w-0 wrap-anywhere line-clamp-1">
        {newest.fields.text ? t('drafts.offer', { text: newest.fields.text }) : t('drafts.offerOfNoText')}
      </span>
      <a href={`/compose?draft=${newest.id}`} className="link inline-flex min-h-11 items-center px-2 -mx-2">
        {t('drafts.continue')}
      </a>
    </p>
  )
}

async function readNewest(context: string, signal: AbortSignal): Promise<DraftView | null> {
  const response = await fetch(`/api/drafts?${new URLSearchParams({ context })}`, { signal })
  if (!response.ok) return null
  const { items }: { items: readonly DraftView[] } = await response.json()
  return items[0] ?? null
}
