import type { FormEvent, ReactNode } from 'react'

type Props = {
  action: string
  isOn: boolean
  label: string
  /** Of the button. */
  className: string
  /** Absent where the browser is to send the form. */
  onToggle?: () => void
  children: ReactNode
}

/** Turns a thing on, and off again: a form of one button, so that it works without scripts. */
export function Toggle({ action, isOn, label, className, onToggle, children }: Props) {
  function toggle(event: FormEvent) {
    if (!onToggle) return
    event.preventDefault()
    onToggle()
  }

  return (
    <form method="post" action={action} className="shrink-0" onSubmit={toggle}>
      <button type="submit" name="on" value={isOn ? '0' : '1'} aria-label={label} className={className}>
        {children}
      </button>
    </form>
  )
}
