import { Toggle } from '#app/components/ui/toggle.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'

type Props = {
  action: string
  isOn: boolean
  label: string
  /** What is, and what a tap does, once it is on. */
  state: string
  undo: string
  onToggle: () => void
}

/** The button that follows a person or a hashtag. Who is signed out is taken to sign in. */
export function FollowToggle({ state, undo, onToggle, ...toggle }: Props) {
  const { t } = useTranslation()
  const isSignedIn = useViewer() !== null
  return (
    <Toggle
      {...toggle}
      className={`follow button button-sm ${toggle.isOn ? 'button-plain is-on' : 'button-accent'}`}
      onToggle={isSignedIn ? onToggle : undefined}
    >
      {toggle.isOn ? (
        <>
          <span>{state}</span>
          <span>{undo}</span>
        </>
      ) : (
        t('people.follow')
      )}
    </Toggle>
  )
}
