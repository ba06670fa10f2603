import type { InputHTMLAttributes } from 'react'

type Props = { label: string; hint: string; name: string; value: string } & InputHTMLAttributes<HTMLInputElement>

/** One of several choices, with what it means. */
export function Radio({ label, hint, ...input }: Props) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-2">
      <input {...input} type="radio" className="mt-0.5 size-5 shrink-0" />
      <span>
        <b className="block font-semibold">{label}</b>
        <span className="block text-meta text-muted">{hint}</span>
      </span>
    </label>
  )
}
