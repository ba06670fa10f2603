import { Toggle } from '#app/components/ui/toggle.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { type StandingKind, useStanding } from '#app/web/standings.ts'
import { useSetStanding } from '#app/web/use-set-standing.ts'

type Props = { kind: StandingKind; person: Pick<PersonView, 'handle'>; isOn: boolean }

/** Takes a block or a mute back, and puts it on again. */
export function StandingButton({ kind, person: { handle }, isOn: told }: Props) {
  const { t } = useTranslation()
  const isOn = useStanding(kind, handle, told)
  const change = useSetStanding()
  return (
    <Toggle
      action={`/people/${handle}/${kind}`}
      isOn={isOn}
      label={t(`people.${kind}.${isOn ? 'undoLabel' : 'label'}`, { handle })}
      className="button button-plain button-sm"
      onToggle={() => void change({ kind, handle, isOn: !isOn })}
    >
      {t(`people.${kind}.${isOn ? 'undo' : 'action'}`)}
    </Toggle>
  )
}
