import type { InputHTMLAttributes } from 'react'

type Props = { label: string; onSlide: (value: number) => void } & InputHTMLAttributes<HTMLInputElement>

/** A part of a hundred, between two ends. */
export function Slider({ label, onSlide, ...input }: Props) {
  return (
    <label className="grid min-h-11 grid-cols-[9rem_minmax(0,1fr)] items-center gap-3">
      {label}
      <input
        type="range"
        min={0}
        max={100}
        {...input}
        onChange={({ currentTarget }) => onSlide(Number(currentTarget.value))}
      />
    </label>
  )
}
