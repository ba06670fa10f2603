import type { TFunction } from 'i18next'
import { errorText } from './error-key.ts'
import { createStore, useStored } from './store.ts'

export type Toast = Readonly<{
  id: number
  text: string
  tone: 'plain' | 'bad'
  link?: { href: string; text: string }
  /** What can be done about it while it is shown. */
  action?: { text: string; act: () => void }
}>

const shown = createStore<Toast>()
let nextId = 1

/** Says `text` at the edge of the screen and to screen readers; a newer one takes its place. */
export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'link' | 'action'>> = {}): void {
  const { tone = 'plain', link, action } = options
  shown.set('toast', { id: nextId++, text, tone, link, action })
}

/** Says what failed: an i18n key. */
export function toastProblem(t: TFunction, problem: string): void {
  toast(errorText(t, problem), { tone: 'bad' })
}

export function dismissToast(): void {
  shown.set('toast', undefined)
}

export function useToast(): Toast | undefined {
  return useStored(shown, 'toast')
}
