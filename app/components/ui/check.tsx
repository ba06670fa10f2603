import type { InputHTMLAttributes } from 'react'

type Props = { label: string } & InputHTMLAttributes<HTMLInputElement>

/** One of several things that may be so at once. */
export function Check({ label, ...input }: Props) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input value="1" {...input} type="checkbox" className="size-5 shrink-0" />
      {label}
    </label>
  )
}
