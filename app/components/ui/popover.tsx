import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'

type Props = { anchor: HTMLElement; label: string; row?: boolean; onClose: () => void; children: ReactNode }

/**
 * A menu at an element, on the browser's own popover: Escape or a click elsewhere closes it. Arrow keys move among its
 * items, Home and End to the first and last, and focus returns to the anchor. Rendered only while it is open.
 */
export function Popover({ anchor, label, row = false, onClose, children }: Props) {
  const menu = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    element.popover = 'auto'
    if (!element.matches(':popover-open')) element.showPopover()
    place(element, anchor)
    const chosen = element.querySelector<HTMLElement>('[aria-checked="true"]') ?? itemsOf(element)[0]
    chosen?.focus()
    anchor.setAttribute('aria-expanded', 'true')
    return () => {
      anchor.removeAttribute('aria-expanded')
      if (element.contains(document.activeElement)) anchor.focus()
    }
  }, [anchor])

  // What it shows may have grown.
  useLayoutEffect(() => {
    if (menu.current) place(menu.current, anchor)
  })

  useEffect(() => {
    // Fixed to the window, it would part from its anchor.
    window.addEventListener('scroll', onClose, { passive: true, once: true })
    window.addEventListener('resize', onClose, { once: true })
    return () => {
      window.removeEventListener('scroll', onClose)
      window.removeEventListener('resize', onClose)
    }
  }, [onClose])

  useEffect(() => {
    const element = menu.current
    const onToggle = (event: Event) => event instanceof ToggleEvent && event.newState === 'closed' && onClose()
    element?.addEventListener('toggle', onToggle)
    return () => element?.removeEventListener('toggle', onToggle)
  }, [onClose])

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      aria-orientation={row ? 'horizontal' : 'vertical'}
      className={row ? 'popover flex' : 'popover'}
      onKeyDown={(event) => moveFocus(event, onClose)}
    >
      {children}
    </div>
  )
}

function itemsOf(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('[role^="menuitem"]')]
}

function moveFocus(event: KeyboardEvent<HTMLElement>, onClose: () => void) {
  const items = itemsOf(event.currentTarget)
  const focused = document.activeElement
  const at = focused instanceof HTMLElement ? items.indexOf(focused) : -1
  const next: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: items.length - 1,
  }
  if (event.key === 'Tab') return onClose()
  const to = next[event.key]
  if (to === undefined) return
  event.preventDefault()
  event.stopPropagation()
  items[(to + items.length) % items.length]?.focus()
}

/** Below the anchor, or above where there is no room; never outside the window, nor below its scroll bar. */
function place(element: HTMLElement, anchor: HTMLElement) {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = element
  const below = at.bottom + 4
  const room = document.documentElement.clientWidth
  const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), room - width - 8)
  element.style.left = `${left}px`
  element.style.top = `${below + height > window.innerHeight - 8 ? Math.max(8, at.top - height - 4) : below}px`
}
