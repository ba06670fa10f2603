import { useNavigate, useRevalidator } from '@remix-run/react'
import { forgetFollows } from './follows.ts'
import { useTranslation } from './i18n-context.ts'
import { type Standing, setStanding } from './standings.ts'
import { toast, toastProblem } from './toasts.ts'

/** Blocks, mutes, or undoes it: shown at once, then said, with the way back. `leave`: from a page that is no more. */
export function useSetStanding(): (standing: Standing, leave?: boolean) => Promise<void> {
  const { t } = useTranslation()
  const { revalidate } = useRevalidator()
  const navigate = useNavigate()
  return async function change(standing, leave = false) {
    if (leave) navigate('/', { replace: true })
    const problem = await setStanding(standing)
    if (problem) return toastProblem(t, problem)
    const { kind, handle, isOn } = standing
    if (kind === 'block') forgetFollows(handle)
    // What else the page says of people and posts.
    revalidate()
    const undo = { text: t('common.undo'), act: () => void change({ kind, handle, isOn: false }) }
    toast(t(`people.${kind}.${isOn ? 'done' : 'undone'}`, { handle }), isOn ? { action: undo } : {})
  }
}
