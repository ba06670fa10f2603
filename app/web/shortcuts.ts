import { createStore, useStored } from './store.ts'

const open = createStore<true>()
const settings = createStore<boolean>()
const storageName = 'single-keys'

export function openShortcuts(): void {
  open.set('open', true)
}

export function closeShortcuts(): void {
  open.set('open', undefined)
}

export function useShortcutsAreOpen(): boolean {
  return useStored(open, 'open') ?? false
}

/** Single letters do things unless the reader switched that off: speech input and slips would trigger them. */
export function singleKeysAreOn(): boolean {
  const set = settings.get(storageName)
  if (set !== undefined) return set
  try {
    return localStorage.getItem(storageName) !== 'off'
  } catch {
    return true
  }
}

export function useSingleKeys(): boolean {
  return useStored(settings, storageName) ?? singleKeysAreOn()
}

export function switchSingleKeys(isOn: boolean): void {
  settings.set(storageName, isOn)
  try {
    localStorage.setItem(storageName, isOn ? 'on' : 'off')
  } catch {
    // Kept until the page is left.
  }
}
