import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf, send } from './send.ts'

type Kept = { clientKey: string; version: number; isPosted?: boolean }

type Options = {
  /** The composer's fields as it would send them. */
  fields: Readonly<Record<string, string>>
  clientKey: string
  version: number
  /** Nothing is saved: what stands there was not written just now, is being sent, or is not a draft. */
  isPaused: boolean
  onKept: (kept: Kept) => void
  /** It is a post already; what is written since is another draft. */
  onPosted: () => void
}

/** How long typing rests before it is saved. */
const restMs = 1_500

/**
 * Keeps what is being written on the server as well: a moment after the last change, and when the page is left. One save
 * at a time, each of the newest text. @returns `saved`, `unsaved`, or what failed, as an i18n key
 */
export function useSavedDraft(options: Options): string {
  const [state, setState] = useState<string>('unsaved')
  const latest = useRef(options)
  latest.current = options
  const content = JSON.stringify(options.fields)
  const savedContent = useRef(content)
  const isSaving = useRef(false)

  const save = useCallback(async () => {
    const { fields, clientKey, version, isPaused } = latest.current
    const saving = JSON.stringify(fields)
    const isBlank = (fields.text ?? '').trim() === '' && !fields.media && !fields.thread
    if (isPaused || isSaving.current || saving === savedContent.current || (isBlank && version === 0)) return
    isSaving.current = true
    const answer = await send<Kept>('/drafts/save', { ...fields, clientKey, version: String(version) })
    isSaving.current = false
    // Posted, or thrown away, while it was on its way.
    if (latest.current.clientKey !== clientKey) return
    if (!answer.ok) return setState(problemOf(answer))
    savedContent.current = saving
    if (answer.data.isPosted) return latest.current.onPosted()
    latest.current.onKept(answer.data)
    setState(answer.data.version > 0 ? 'saved' : 'unsaved')
  }, [])

  useEffect(() => {
    // What is there at first is not news.
    if (content === savedContent.current) return
    setState('unsaved')
    const timer = setTimeout(() => void save(), restMs)
    return () => clearTimeout(timer)
  }, [content, save])

  useEffect(() => {
    const leave = () => void save()
    const onVisibility = () => document.visibilityState === 'hidden' && leave()
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [save])

  return state
}
