import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Common = { label: string; hint?: string; error?: string; name: string }
type FieldProps = Common & InputHTMLAttributes<HTMLInputElement>
type TextFieldProps = Common & TextareaHTMLAttributes<HTMLTextAreaElement>

/** A labelled input with its hint and its error (an i18n key). */
export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId()
  return (
    <div>
      <Label id={id} label={label} />
      <input
        {...input}
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-about`}
      />
      <About id={id} hint={hint} error={error} />
    </div>
  )
}

export function TextField({ label, hint, error, ...input }: TextFieldProps) {
  const id = useId()
  return (
    <div>
      <Label id={id} label={label} />
      <textarea
        {...input}
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-about`}
      />
      <About id={id} hint={hint} error={error} />
    </div>
  )
}

function Label({ id, label }: { id: string; label: string }) {
  return (
    <label htmlFor={id} className="mb-1.5 block font-semibold">
      {label}
    </label>
  )
}

function About({ id, hint, error }: { id: string; hint?: string; error?: string }) {
  const { t } = useTranslation()
  return (
    <div id={`${id}-about`} className="mt-1.5 text-meta">
      {error ? <p className="font-semibold text-bad">{errorText(t, error)}</p> : null}
      {hint ? <p className="text-muted">{hint}</p> : null}
    </div>
  )
}
