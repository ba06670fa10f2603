import { type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * A modal dialog on the browser's own `<dialog>`: focus stays inside, Escape and a click beside it close, and focus
 * returns to where it was. Rendered only while it is open.
 */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    // Not closed in return: what is closed by hand tells `onClose`, and StrictMode runs this twice.
    if (!element?.open) element?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is the pointer's way
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <h2 id={titleId} className="text-title font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
