import { Icon } from '#app/components/ui/icon.tsx'

/** Says that not everybody sees a post. Posts for everyone carry no mark. */
export function AudienceMark({ label, title }: { label: string; title: string }) {
  return (
    <span className="aud" title={title}>
      <Icon name="lock" />
      {label}
    </span>
  )
}
