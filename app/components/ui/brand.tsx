/** The mark: streams that join. public/favicon.svg is the same drawing. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <g stroke="var(--on-accent)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M8 7c0 8 8 7.5 8 18" />
        <path d="M24 7c0 8-8 7.5-8 18" />
        <path d="M16 7v18" />
      </g>
    </svg>
  )
}
