type Props = { href: string; label: string; className?: string }

/** The way to the next page of a list, across the foot of this one. */
export function NextPage({ href, label, className = 'rounded-none' }: Props) {
  return (
    <a href={href} rel="next" className={`button button-quiet flex w-full ${className}`}>
      {label}
    </a>
  )
}
