import { type RefObject, useEffect } from 'react'

/** Tells an element's styles, as `--keyboard`, how much of the window's bottom a keyboard on the screen covers. */
export function useAboveKeyboard(element: RefObject<HTMLElement>): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return
    function measure() {
      const covered = view ? window.innerHeight - view.height - view.offsetTop : 0
      element.current?.style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`)
    }
    measure()
    view.addEventListener('resize', measure)
    view.addEventListener('scroll', measure)
    return () => {
      view.removeEventListener('resize', measure)
      view.removeEventListener('scroll', measure)
    }
  }, [element])
}
