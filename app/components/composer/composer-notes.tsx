import { useEffect, useRef } from 'react'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'

export const notesId = 'composer-about'

type Props = {
  /** What the server said: an i18n key. */
  problem: string | undefined
  /** Whether nobody sees it but those mentioned. */
  isForFew: boolean
  /** Characters too many. */
  over: number
  /** Given when the text is a draft from before. */
  onDiscard: (() => void) | undefined
}

/** What there is to say about what is being written; read aloud when it changes. */
export function ComposerNotes({ problem, isForFew, over, onDiscard }: Props) {
  const { t } = useTranslation()
  const notes = useRef<HTMLDivElement>(null)
  const isOver = over > 0
  const isRestored = onDiscard !== undefined

  // They push the button down, on a phone behind the bar at its bottom. Who reads what stands around is left in peace.
  useEffect(() => {
    const form = notes.current?.closest('form')
    if (!form || !(problem || isOver || isForFew || isRestored)) return
    if (!problem && !form.contains(document.activeElement)) return
    for (const part of [form.querySelector('.composer-bar'), notes.current]) part?.scrollIntoView({ block: 'nearest' })
  }, [problem, isOver, isForFew, isRestored])

  return (
    <div ref={notes} id={notesId} aria-live="polite">
      {problem ? <p className="pb-2 font-semibold text-bad">{errorText(t, problem)}</p> : null}
      {over > 0 ? <p className="pb-2 font-semibold text-bad">{t('composer.over', { count: over })}</p> : null}
      {useViewer()?.isPrivate ? <p className="pb-1 text-meta text-muted">{t('composer.private')}</p> : null}
      {isForFew ? <p className="pb-2 text-meta text-muted">{t('composer.onlyMentioned')}</p> : null}
      {onDiscard ? (
        <p className="flex items-center gap-1 text-meta text-muted">
          {t('composer.restored')}
          <button type="button" className="link min-h-11 px-2" onClick={onDiscard}>
            {t('composer.discard')}
          </button>
        </p>
      ) : null}
    </div>
  )
}
