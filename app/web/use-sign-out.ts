import { useEffect } from 'react'
import { useViewer } from './root-data.ts'
import { forgetDrafts } from './use-draft.ts'

/** Whoever signs out leaves nothing of theirs in the browser; every form that signs out is heard. */
export function useSignOut(): void {
  const viewerId = useViewer()?.id
  useEffect(() => {
    if (!viewerId) return
    const forget = ({ target }: Event) => {
      if (target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out') forgetDrafts(viewerId)
    }
    document.addEventListener('submit', forget)
    return () => document.removeEventListener('submit', forget)
  }, [viewerId])
}
