import { useNavigate } from '@remix-run/react'
import { lazy, Suspense, useEffect } from 'react'
import { openShortcuts, singleKeysAreOn, useShortcutsAreOpen } from '#app/web/shortcuts.ts'
import { isTyping } from '#app/web/use-feed-keys.ts'

const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'))

/** The keys that work on every page; those of a feed are its own. */
export function Shortcuts() {
  const navigate = useNavigate()
  const isOpen = useShortcutsAreOpen()

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (!singleKeysAreOn()) return
      const act: Record<string, () => void> = {
        '?': openShortcuts,
        n: () => compose(() => navigate('/compose')),
        h: () => navigate('/'),
        e: () => navigate('/explore'),
      }
      const run = act[event.key]
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate])

  if (!isOpen) return null
  return (
    <Suspense>
      <ShortcutsDialog />
    </Suspense>
  )
}

/** To the page's own composer if it has one. */
function compose(elsewhere: () => void) {
  const field = document.getElementById('composer')
  if (!field) return elsewhere()
  field.scrollIntoView({ block: 'center' })
  field.focus()
}
