import type { FormEvent } from 'react'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { type StandingKind, useStanding } from '#app/web/standings.ts'
import { useSetStanding } from '#app/web/use-set-standing.ts'

type Props = { kind: StandingKind; person: Pick<PersonView, 'handle'>; isOn: boolean }

/** Takes a block or a mute back, and puts it on again: a form, so that it works without scripts. */
export function StandingButton({ kind, person, isOn: told }: Props) {
  const { t } = useTranslation()
  const { handle } = person
  const isOn = useStanding(kind, handle, told)
  const change = useSetStanding()

  function toggle(event: FormEvent) {
    event.preventDefault()
    void change({ kind, handle, isOn: !isOn })
  }

  return (
    <form method="post" action={`/people/${handle}/${kind}`} className="shrink-0" onSubmit={toggle}>
      <button
        type="submit"
        name="on"
        value={isOn ? '0' : '1'}
        className="button button-plain button-sm"
        aria-label={t(`people.${kind}.${isOn ? 'undoLabel' : 'label'}`, { handle })}
      >
        {t(`people.${kind}.${isOn ? 'undo' : 'action'}`)}
      </button>
    </form>
  )
}
